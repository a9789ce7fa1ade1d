import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// The whole portal is drawn; a busy machine needs more than the defaults of 5 s and 1 s.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

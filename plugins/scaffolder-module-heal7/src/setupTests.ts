import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages are drawn and typed into; a busy machine needs more than the defaults of 5 s and 1 s.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 15_000 });

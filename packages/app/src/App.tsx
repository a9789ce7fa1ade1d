import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { homePlugin } from './modules/home';
import { languageModule } from './modules/language';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// Everything else is discovered from package.json (`app.packages: all` in app-config.yaml).
export default createApp({
  features: [
    catalogPlugin,
    navModule,
    homePlugin,
    signInModule,
    languageModule,
  ],
});

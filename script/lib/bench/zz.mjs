import { withBrowser } from './browser.mjs';
import { withPortal } from './portal.mjs';
import { playReleases } from './history.mjs';
import { measureFirstView } from './first-view.mjs';
import { printFirstView } from './tab.mjs';
await withPortal({}, portal => withBrowser(async b => { const t=Date.now(); await playReleases(portal, 10); console.log((Date.now()-t)/1000); printFirstView(await measureFirstView(b, portal.url)); }));

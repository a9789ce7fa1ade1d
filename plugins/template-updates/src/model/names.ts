/** `component:default/tea-shop` → `tea-shop`. @internal */
export const shortName = (entityRef: string): string =>
  entityRef.split(/[:/]/).at(-1) ?? entityRef;

/** `https://github.com/tea/tea-shop` → `tea/tea-shop`. @internal */
export function repositoryName(url: string): string {
  return URL.canParse(url)
    ? new URL(url).pathname.replace(/^\/|\/$/g, '')
    : url;
}

/** Only web pages are linked to: addresses come from other systems. @internal */
export const webAddress = (url: string): string | undefined =>
  /^https?:\/\//i.test(url) && URL.canParse(url) ? url : undefined;

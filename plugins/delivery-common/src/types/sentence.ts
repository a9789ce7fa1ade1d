/**
 * A sentence for people, made where the facts are known (backend or pure domain) and shown by the UI.
 *
 * `code` and `params` let the UI translate it; `text` is the complete English sentence and the fall-back
 * when a translation is missing.
 *
 * @public
 */
export interface Sentence {
  /** Stable kebab-case key, e.g. `canary-stopped`. */
  code: string;
  /** Values inside the sentence; numbers carry no unit, the translation adds it. */
  params?: Record<string, string | number>;
  /** The complete English sentence. */
  text: string;
}

/**
 * Something that could not be found out. A problem is data: it is shown where it belongs and costs nothing else.
 *
 * @public
 */
export interface Problem extends Sentence {
  severity: 'info' | 'warning' | 'error';
  /** What it concerns: `cluster:heal7-prod`, `prometheus:main`, `environment:prod`, `github`, `entity`. */
  scope: string;
  /** Since when, ISO date. */
  since?: string;
}

/** A link to another system. `kind` chooses the icon. @public */
export interface Link {
  kind:
    | 'commit'
    | 'run'
    | 'pull-request'
    | 'manifests'
    | 'argocd'
    | 'dashboard'
    | 'image'
    | 'other';
  title: string;
  url: string;
}

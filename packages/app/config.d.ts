export interface Config {
  heal7?: {
    /**
     * Shown under the name of the portal, e.g. `sandbox` or `staging`. Absent = nothing shown.
     * @visibility frontend
     */
    installationLabel?: string;
    /**
     * Offer "Enter as a guest" on the sign-in page. Needs `auth.providers.guest`. Default false.
     * @visibility frontend
     */
    guestSignIn?: boolean;
  };
}

export interface Config {
  permission?: {
    heal7?: {
      /** Entity references of the groups and people the policy knows. */
      groups?: {
        /** Runs the platform: may do everything but decide about rollbacks of others. Default: `group:default/platform-team`. */
        platform?: string[];
        /** May do everything, decide about every rollback included. Default: `group:default/devops-leads`, `group:default/cto`. */
        approvers?: string[];
        /** Decide about rollbacks of the services their teams own. Default: `group:default/team-leads`. */
        teamLeads?: string[];
        /** May only look. Default: `user:development/guest`, `user:default/guest`. */
        guests?: string[];
      };
      /**
       * Names of permissions of further plugins that every signed-in person has; a trailing `*` stands for the rest of a
       * name. Reading is allowed without being named here, everything else is not.
       */
      allow?: string[];
    };
  };
}

/**
 * English templates of the sentences that the backend sends with a code. A sentence whose code is not here, or
 * whose parameters are incomplete, is shown as the backend wrote it. Beside the parameters themselves, templates may
 * use what `presentParams` makes of them: `duration`, `day`, `person`, `shortCommit`, `metricName`, `phaseName`,
 * `limitText`.
 */
export const sentences: Record<string, string> = {
  'canary-running':
    'Canary of {{version}} in {{environment}}: {{weight}} % of {{maxWeight}} %.',
  'canary-waiting':
    'Canary of {{version}} in {{environment}} waits for an approval.',
  'canary-halted':
    'Canary of {{version}} in {{environment}} is halted: {{message}}',
  'canary-stopped':
    'Canary of {{version}} in {{environment}} stopped: {{message}}',
  'canary-stopped-metric':
    'Canary of {{version}} in {{environment}} stopped: {{metricName}} {{value}} {{unit}} ({{limitText}}), failed checks {{checks}}.',
  'canary-halted-metric':
    'Canary of {{version}} in {{environment}} is halted: {{metricName}} {{value}} {{unit}} ({{limitText}}), failed checks {{checks}} of {{threshold}}.',
  'environment-degraded':
    '{{environment}} is degraded: {{ready}} of {{desired}} pods of {{version}} are ready.',
  'environment-stale':
    '{{environment}} does not answer: what is shown for it is old.',
  'metric-counts':
    '{{errors}} of {{requests}} canary requests failed (success rate {{bound}}).',
  'metric-counts-compared':
    '{{errors}} of {{requests}} canary requests failed, stable {{stableErrors}} of {{stableRequests}} (success rate {{bound}}).',
  'metric-error': '{{metricName}} could not be measured: {{message}}',
  'metric-no-data':
    'No data for {{metricName}}: the canary had no traffic in the measured window.',
  'metric-outside': '{{metricName}} is {{value}} {{unit}} ({{bound}}).',
  'metric-within': '{{metricName}} is {{value}} {{unit}} ({{bound}}).',
  'sync-failed': 'Argo CD could not sync {{application}}: {{message}}',
  'application-condition':
    'Argo CD reports {{type}} for {{application}}: {{message}}',
  'no-environments': 'No environments are configured (delivery.environments).',
  'gates-unreadable': 'The quality gates do not answer.',
  'entity-without-repository':
    'The entity has no annotation {{annotation}}: commits and CI runs are not shown.',
  'entity-without-kubernetes-id':
    'Add the annotation {{annotation}}: {{name}} to the entity, and the label of the same name to its Kubernetes objects, to see its deployments here.',
  'github-unreadable': 'CI runs of {{repository}} cannot be read: {{message}}',
  'not-observed-yet': '{{environment}} has not been looked at yet.',
  'cluster-not-watched':
    'Nothing was heard from cluster {{cluster}} for some time.',
  'cluster-part-unreadable':
    '{{part}} of {{cluster}} cannot be read: {{message}}',
  'metrics-not-configured':
    'No Prometheus is configured for {{environment}}: the canary is not measured.',
  'prometheus-unreachable': 'The canary cannot be measured: {{message}}',
  'environment-without-cluster':
    'No cluster is configured for {{environment}} (delivery.environments[].cluster).',
  'rollbacks-unavailable':
    'Roll backs cannot be shown or started at the moment',
  'rollback-not-plannable': 'It is not known well enough what runs here',
  'rollback-canary-not-stoppable':
    'Flagger is in the phase "{{phaseName}}" and takes no questions now',
  'rollback-not-allowed-read': 'You may not see this service',
  'rollback-not-allowed-create':
    'Only the owners of the service and the people responsible for all services may roll it back',
  'rollback-not-allowed-approve':
    'Only a team lead of the service may decide about its roll backs',
  'rollback-not-allowed-lift':
    'Only the owners of the service may lift its holds',
  'cluster-forbidden':
    'Cluster {{cluster}} does not let the portal read it: {{message}}',
  'cluster-unreachable': 'Cluster {{cluster}} is not reachable: {{message}}',
  'cluster-unusable':
    'Cluster {{cluster}} cannot be used; its configuration is not complete.',
  'rollback-environment-unknown':
    'Environment {{environment}} of the service is not known any more',
  'pod-blocked': 'Pod {{pod}} cannot start: {{reason}}.',

  'rollback-target-verified': 'Ran {{duration}} without being rolled back',
  'rollback-target-not-verified': 'Ran only {{duration}}',
  'rollback-target-never-ran': 'No deployment of it is known here',
  'rollback-target-was-rolled-back': 'Was rolled back here on {{day}}',
  'rollback-target-held': 'Held: "{{reason}}"',
  'rollback-target-revision-gone':
    'The cluster no longer keeps its ReplicaSet, so it cannot be restored at once',
  'rollback-target-not-stable':
    'While a canary is being stopped only the version that serves users now can be chosen',
  'rollback-target-warning':
    'Version {{tag}} is not verified in this environment',
  'rollback-target-unknown':
    'Version {{tag}} has not run here or no longer exists',
  'rollback-nothing-runs': 'Nothing is known to run in {{environment}}',
  'rollback-no-earlier-version':
    'No earlier version is known in {{environment}} that could be returned to',
  'rollback-no-usable-version':
    'None of the earlier versions in {{environment}} can be returned to: {{why}}',
  'rollback-already-running':
    'Another roll back of this environment has not finished yet',
  'rollback-not-managed':
    'No Argo CD Application manages this environment, so a roll back would not hold',
  'rollback-manifests-unknown':
    'It is not configured where the image tag of this environment is kept',
  'rollback-facts-stale':
    'Cluster {{cluster}} does not answer; what is known may be out of date',
  'rollback-rollout-not-ready':
    'Flagger is in the phase "{{phaseName}}"; there is nothing to take back yet',
  'rollback-never-automatic-twice':
    'The running version came by a roll back; it is never rolled back automatically',
  'rollback-rollback-of-rollback':
    'The running version itself came by a roll back',
  'rollback-rollout-unsettled':
    'A rollout is still going on; some pods may carry another version',
  'rollback-redeploy':
    'No blue side is left after promotion: this is a new deployment of the older version',
  'rollback-config-not-restored':
    'ConfigMaps and Secrets are not restored by undoing the primary Deployment',
  'rollback-new-canary':
    'Flagger will analyse the older version once more; both sides of that canary run it',
  'rollback-approval-not-needed':
    'Approval: not needed in {{environment}} (immediate)',
  'rollback-approval-by-requester':
    'Approval: not needed, you may approve roll backs of this service yourself',
  'rollback-approval-required':
    'Approval: a team lead of the service must approve it in {{environment}}',
  'rollback-step-stop-canary': 'Canary {{version}} is stopped through Flagger',
  'rollback-step-await-promotion':
    'Flagger finishes the promotion that is running',
  'rollback-step-undo-primary':
    'Deployment {{deployment}} is set back to its revision of {{version}}',
  'rollback-step-write-tag':
    '{{path}}: {{key}} {{from}} → {{to}}, then Argo CD syncs',
  'rollback-step-verify': 'The running pods are watched for {{duration}}',
  'rollback-step-hold': '{{version}} is held until somebody lifts the hold',

  'rollback-requested': 'Requested by {{person}}: "{{reason}}"',
  'rollback-awaiting-approval': 'Waiting for the approval of a team lead',
  'rollback-approved': 'Approved by {{person}}',
  'rollback-approved-by-policy': 'No approval needed',
  'rollback-rejected': 'Rejected by {{person}}: "{{reason}}"',
  'rollback-cancelled': 'Cancelled by {{person}}',
  'rollback-expired': 'Nobody approved it within {{duration}}',
  'rollback-mitigating': 'Taking the bad version away from users',
  'rollback-converging': 'Writing the older version into the manifests',
  'rollback-verifying': 'Pods carry the older version; watching them',
  'rollback-unreachable': 'Waiting: {{why}}',
  'rollback-opening-gate': 'Telling Flagger to stop canary {{version}}',
  'rollback-awaiting-flagger':
    'Flagger stops the canary when it asks next (within its interval)',
  'rollback-awaiting-promotion':
    'Waiting until Flagger is done ({{phaseName}}); it does not take questions now',
  'rollback-undoing-primary':
    'Restoring ReplicaSet {{revision}} on the primary Deployment',
  'rollback-awaiting-pods':
    '{{ready}} of {{desired}} pods ready on the older version, {{other}} on another',
  'rollback-writing-tag':
    'Writing image tag {{tag}} into the manifests repository',
  'rollback-refreshing': 'Asking Argo CD to look at the repository again',
  'rollback-awaiting-sync': 'Waiting for Argo CD to sync ({{sync}})',
  'rollback-watching': 'Healthy so far; {{duration}} left to watch',
  'rollback-holding': 'Putting {{version}} on hold',
  'rollback-retrying': '{{why}}; trying again in {{duration}}',
  'rollback-gate-opened': 'Rollback gate opened for Flagger',
  'rollback-primary-undone':
    'Primary Deployment set back to ReplicaSet {{revision}}',
  'rollback-tag-written': 'Manifests changed by commit {{shortCommit}}',
  'rollback-tag-already-there': 'The manifests already name the older version',
  'rollback-refreshed': 'Argo CD asked to refresh',
  'rollback-held': '{{version}} is on hold',
  'rollback-succeeded':
    '{{environment}} runs {{version}} again, seen on its pods',
  'rollback-superseded':
    'Stopped: version {{tag}} has been deployed in the meantime',
  'rollback-mitigation-timed-out':
    'The bad version was not taken away within {{duration}}. A human must look now: stop the canary or scale it down by hand',
  'rollback-promotion-timed-out':
    'Flagger did not finish its promotion within {{duration}}. A human must look at the Canary',
  'rollback-revision-gone':
    'No ReplicaSet of {{version}} is left on the primary Deployment. A human must decide: deploy it as a new release',
  'rollback-canary-unusable':
    'The Canary is in the phase "{{phaseName}}"; the roll back cannot go through Flagger. A human must look at it',
  'rollback-converge-timed-out':
    'The cluster did not follow the manifests within {{duration}} ({{why}}). A human must look at Argo CD',
  'rollback-verify-timed-out':
    'Pods on the older version did not stay ready within {{duration}}. A human must look: nothing is rolled back a second time',
  'rollback-came-back':
    '{{version}} was put back while the roll back was being verified. A human must find out by whom',
  'history-unreadable':
    'Earlier deployments to {{environment}} are not known: {{message}}',
  'station-gates-not-installed': 'no gates here',
  'station-gates-not-evaluated': 'not evaluated',
  'station-gates-inconclusive': 'data missing',
  'station-gates-error': 'could not be judged',
  'station-weight': '{{weight}} %',
  'rollback-step-canary-waits':
    'Canary {{version}} waits for its approval and has no traffic: the approval is refused',
  'rollback-step-canary-not-ready':
    'Canary {{version}} is stopped through Flagger; it does not ask while the pods are not ready, so after {{duration}} the tag is written all the same',
  'rollback-canary-stopped': 'Flagger stopped canary {{version}}',
  'rollback-canary-not-begun':
    'Canary {{version}} has no traffic: Flagger waits for its approval, which is refused',
  'rollback-gate-not-asked':
    'Flagger does not ask while the pods of {{version}} are not ready; going on with the manifests',
  'rollback-primary-back': 'The primary pods run {{version}} again',
  'rollback-users-safe': 'Users are served {{version}}',
  'rollback-synced-commit': 'Argo CD synced commit {{shortCommit}}',
  'rollback-synced': 'Argo CD synced the manifests',
  'rollback-deployed': 'All pods carry {{version}}',
  'rollback-were-healthy': 'Pods of {{version}} were healthy for {{duration}}',
  'rollback-command-failed': '{{why}}. A human must finish the roll back',
};

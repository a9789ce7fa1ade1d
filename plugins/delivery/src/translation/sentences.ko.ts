/** Korean templates of the sentences that the backend sends with a code. */
const ko: Record<string, string> = {
  'canary-running':
    '{{environment}} 환경의 카나리 {{version}}: 트래픽 {{weight}} % (최대 {{maxWeight}} %).',
  'canary-waiting':
    '{{environment}} 환경의 카나리 {{version}}: 승인 대기 중입니다.',
  'canary-halted':
    '{{environment}} 환경의 카나리 {{version}}: 진행이 멈췄습니다. {{message}}',
  'canary-stopped':
    '{{environment}} 환경의 카나리 {{version}}: 중단되었습니다. {{message}}',
  'canary-stopped-metric':
    '{{environment}} 환경의 카나리 {{version}}: 중단되었습니다. {{metricName}} {{value}} {{unit}} ({{limitText}}), 검사 {{checks}}회 실패.',
  'canary-halted-metric':
    '{{environment}} 환경의 카나리 {{version}}: 진행이 멈췄습니다. {{metricName}} {{value}} {{unit}} ({{limitText}}), 검사 실패 {{checks}}회 / {{threshold}}회.',
  'environment-degraded':
    '{{environment}} 환경이 비정상입니다. {{version}} 파드 {{desired}}개 중 {{ready}}개만 준비되었습니다.',
  'environment-stale':
    '{{environment}} 환경이 응답하지 않아 이전 상태를 보여 줍니다.',
  'metric-counts':
    '카나리 요청 {{requests}}건 중 {{errors}}건 실패 (성공률 {{bound}}).',
  'metric-counts-compared':
    '카나리 요청 {{requests}}건 중 {{errors}}건 실패, 안정 버전은 {{stableRequests}}건 중 {{stableErrors}}건 실패 (성공률 {{bound}}).',
  'metric-error': '{{metricName}}: 측정하지 못했습니다. {{message}}',
  'metric-no-data':
    '{{metricName}}: 데이터가 없습니다. 측정 구간에 카나리 트래픽이 없었습니다.',
  'metric-outside':
    '{{metricName}}: {{value}} {{unit}}, 기준을 벗어났습니다 ({{bound}}).',
  'metric-within':
    '{{metricName}}: {{value}} {{unit}}, 기준 이내입니다 ({{bound}}).',
  'sync-failed': 'Argo CD가 {{application}} 동기화에 실패했습니다: {{message}}',
  'application-condition':
    'Argo CD가 {{application}}의 {{type}} 상태를 알렸습니다: {{message}}',
  'no-environments': '설정된 환경이 없습니다 (delivery.environments).',
  'gates-unreadable': '품질 게이트가 응답하지 않습니다.',
  'entity-without-repository':
    '항목에 {{annotation}} 어노테이션이 없어 커밋과 CI 실행을 보여 줄 수 없습니다.',
  'entity-without-kubernetes-id':
    '배포 상태를 보려면 항목에 {{annotation}}: {{name}} 어노테이션을, Kubernetes 객체에 같은 이름의 레이블을 추가하세요.',
  'github-unreadable':
    '{{repository}}의 CI 실행을 읽지 못했습니다: {{message}}',
  'not-observed-yet': '{{environment}} 환경을 아직 확인하지 않았습니다.',
  'cluster-not-watched': '클러스터 {{cluster}}: 한동안 소식이 없습니다.',
  'cluster-part-unreadable':
    '클러스터 {{cluster}}의 {{part}} 정보를 읽지 못했습니다: {{message}}',
  'metrics-not-configured':
    '{{environment}} 환경에 Prometheus가 설정되지 않아 카나리를 측정하지 않습니다.',
  'prometheus-unreachable': '카나리를 측정할 수 없습니다: {{message}}',
  'environment-without-cluster':
    '{{environment}} 환경에 클러스터가 설정되지 않았습니다 (delivery.environments[].cluster).',
  'rollbacks-unavailable': '지금은 롤백을 보거나 시작할 수 없습니다',
  'rollback-not-plannable': '무엇이 실행 중인지 충분히 알 수 없습니다',
  'rollback-canary-not-stoppable':
    'Flagger가 "{{phaseName}}" 단계라 지금은 요청을 받지 않습니다',
  'rollback-not-allowed-read': '이 서비스를 볼 권한이 없습니다',
  'rollback-not-allowed-create':
    '서비스 담당자와 전체 서비스 책임자만 롤백할 수 있습니다',
  'rollback-not-allowed-approve':
    '서비스의 팀 리드만 롤백을 승인하거나 거절할 수 있습니다',
  'rollback-not-allowed-lift': '서비스 담당자만 보류를 해제할 수 있습니다',
  'cluster-forbidden':
    '클러스터 {{cluster}}: 포털에 읽기 권한이 없습니다. {{message}}',
  'cluster-unreachable':
    '클러스터 {{cluster}}: 연결할 수 없습니다. {{message}}',
  'cluster-unusable':
    '클러스터 {{cluster}}: 설정이 완전하지 않아 사용할 수 없습니다.',
  'rollback-environment-unknown':
    '이 서비스의 {{environment}} 환경을 더 이상 찾을 수 없습니다',
  'pod-blocked': '파드 {{pod}}: 시작할 수 없습니다. {{reason}}.',

  'rollback-target-verified': '롤백 없이 {{duration}} 동안 실행됨',
  'rollback-target-not-verified': '{{duration}} 동안만 실행됨',
  'rollback-target-never-ran': '이 환경에 배포된 기록이 없음',
  'rollback-target-was-rolled-back': '{{day}}에 이 환경에서 롤백됨',
  'rollback-target-held': '보류 중: "{{reason}}"',
  'rollback-target-revision-gone':
    '클러스터에 ReplicaSet이 남아 있지 않아 바로 복원할 수 없음',
  'rollback-target-not-stable':
    '카나리를 중단할 때는 지금 사용자에게 서비스 중인 버전만 선택할 수 있음',
  'rollback-target-warning': '{{tag}} 버전은 이 환경에서 검증되지 않았습니다',
  'rollback-target-unknown':
    '{{tag}} 버전은 이 환경에서 실행된 적이 없거나 더 이상 존재하지 않습니다',
  'rollback-nothing-runs':
    '{{environment}} 환경에서 실행 중인 버전을 알 수 없습니다',
  'rollback-no-earlier-version':
    '{{environment}} 환경에 되돌릴 수 있는 이전 버전이 없습니다',
  'rollback-no-usable-version':
    '{{environment}} 환경의 이전 버전으로 되돌릴 수 없습니다: {{why}}',
  'rollback-already-running': '이 환경의 다른 롤백이 아직 끝나지 않았습니다',
  'rollback-not-managed':
    'Argo CD가 관리하지 않는 환경이라 롤백해도 유지되지 않습니다',
  'rollback-manifests-unknown':
    '이 환경의 이미지 태그를 어디에 두는지 설정되어 있지 않습니다',
  'rollback-facts-stale':
    '클러스터 {{cluster}}: 응답이 없어 정보가 오래되었을 수 있습니다',
  'rollback-rollout-not-ready':
    'Flagger가 "{{phaseName}}" 단계라 아직 되돌릴 것이 없습니다',
  'rollback-never-automatic-twice':
    '지금 버전은 롤백으로 배포된 것이므로 자동으로 다시 롤백하지 않습니다',
  'rollback-rollback-of-rollback': '지금 버전도 롤백으로 배포된 것입니다',
  'rollback-rollout-unsettled':
    '배포가 아직 진행 중이라 일부 파드는 다른 버전일 수 있습니다',
  'rollback-redeploy':
    '승격 뒤에는 블루가 남아 있지 않으므로 이전 버전을 새로 배포합니다',
  'rollback-config-not-restored':
    'primary Deployment를 되돌려도 ConfigMap과 Secret은 복원되지 않습니다',
  'rollback-new-canary':
    'Flagger가 이전 버전을 한 번 더 분석합니다. 이때 카나리 양쪽 모두 이전 버전을 실행합니다',
  'rollback-approval-not-needed':
    '승인: {{environment}} 환경에서는 필요 없음 (즉시 실행)',
  'rollback-approval-by-requester':
    '승인: 필요 없음. 이 서비스의 롤백을 직접 승인할 수 있습니다',
  'rollback-approval-required':
    '승인: {{environment}} 환경에서는 서비스의 팀 리드가 승인해야 합니다',
  'rollback-step-stop-canary': 'Flagger를 통해 카나리 {{version}} 중단',
  'rollback-step-await-promotion': '진행 중인 Flagger 승격이 끝날 때까지 대기',
  'rollback-step-undo-primary':
    'Deployment {{deployment}}, {{version}} 리비전으로 되돌림',
  'rollback-step-write-tag':
    '{{path}}: {{key}} {{from}} → {{to}} 변경 후 Argo CD 동기화',
  'rollback-step-verify': '실행 중인 파드를 {{duration}} 동안 확인',
  'rollback-step-hold': '누군가 해제할 때까지 {{version}} 배포 보류',

  'rollback-requested': '{{person}} 요청: "{{reason}}"',
  'rollback-awaiting-approval': '팀 리드의 승인을 기다리는 중',
  'rollback-approved': '{{person}} 승인',
  'rollback-approved-by-policy': '승인이 필요 없음',
  'rollback-rejected': '{{person}} 거절: "{{reason}}"',
  'rollback-cancelled': '{{person}} 취소',
  'rollback-expired': '{{duration}} 안에 아무도 승인하지 않았음',
  'rollback-mitigating': '문제 버전으로 가는 사용자 트래픽을 차단하는 중',
  'rollback-converging': '매니페스트에 이전 버전을 기록하는 중',
  'rollback-verifying': '파드가 이전 버전으로 바뀌어 지켜보는 중',
  'rollback-unreachable': '대기 중: {{why}}',
  'rollback-opening-gate': 'Flagger에 카나리 {{version}} 중단을 알리는 중',
  'rollback-awaiting-flagger':
    'Flagger가 다음 점검 때 카나리를 중단합니다 (점검 주기 이내)',
  'rollback-awaiting-promotion':
    'Flagger 작업({{phaseName}})이 끝나기를 기다리는 중. 지금은 요청을 받지 않습니다',
  'rollback-undoing-primary':
    'primary Deployment에 ReplicaSet {{revision}} 복원 중',
  'rollback-awaiting-pods':
    '이전 버전 파드 {{desired}}개 중 {{ready}}개 준비됨, 다른 버전 {{other}}개',
  'rollback-writing-tag': '매니페스트 저장소에 이미지 태그 {{tag}} 기록 중',
  'rollback-refreshing': 'Argo CD에 저장소를 다시 확인하도록 요청하는 중',
  'rollback-awaiting-sync': 'Argo CD 동기화를 기다리는 중 ({{sync}})',
  'rollback-watching': '지금까지 정상. 앞으로 {{duration}} 더 확인',
  'rollback-holding': '{{version}} 배포를 보류하는 중',
  'rollback-retrying': '{{why}}. {{duration}} 뒤에 다시 시도',
  'rollback-gate-opened': 'Flagger 롤백 게이트를 열었음',
  'rollback-primary-undone':
    'primary Deployment를 ReplicaSet {{revision}}(으)로 되돌렸음',
  'rollback-tag-written': '커밋 {{shortCommit}}: 매니페스트를 변경했음',
  'rollback-tag-already-there': '매니페스트에 이미 이전 버전이 적혀 있음',
  'rollback-refreshed': 'Argo CD에 새로 고침을 요청했음',
  'rollback-held': '{{version}} 배포 보류됨',
  'rollback-succeeded':
    '{{environment}} 환경에서 {{version}} 버전이 다시 실행 중입니다. 파드에서 확인했습니다',
  'rollback-superseded': '중단됨: 그사이 {{tag}} 버전이 배포되었습니다',
  'rollback-mitigation-timed-out':
    '{{duration}} 안에 문제 버전을 차단하지 못했습니다. 지금 사람이 확인해야 합니다. 카나리를 직접 중단하거나 축소하세요',
  'rollback-promotion-timed-out':
    'Flagger 승격이 {{duration}} 안에 끝나지 않았습니다. 사람이 Canary를 확인해야 합니다',
  'rollback-revision-gone':
    'primary Deployment에 {{version}} ReplicaSet이 남아 있지 않습니다. 새 릴리스로 배포할지 사람이 결정해야 합니다',
  'rollback-canary-unusable':
    'Canary가 "{{phaseName}}" 단계라 Flagger를 통해 롤백할 수 없습니다. 사람이 확인해야 합니다',
  'rollback-converge-timed-out':
    '{{duration}} 안에 클러스터가 매니페스트를 따라오지 못했습니다 ({{why}}). 사람이 Argo CD를 확인해야 합니다',
  'rollback-verify-timed-out':
    '{{duration}} 안에 이전 버전 파드가 준비 상태를 유지하지 못했습니다. 두 번 롤백하지 않으므로 사람이 확인해야 합니다',
  'rollback-came-back':
    '롤백을 확인하는 동안 {{version}} 버전이 다시 배포되었습니다. 누가 배포했는지 사람이 확인해야 합니다',
  'history-unreadable':
    '{{environment}} 환경의 이전 배포 기록을 알 수 없습니다: {{message}}',
  'station-gates-not-installed': '게이트 없음',
  'station-gates-not-evaluated': '평가 안 됨',
  'station-gates-inconclusive': '데이터 부족',
  'station-gates-error': '판정 불가',
  'station-weight': '{{weight}} %',
  'rollback-step-canary-waits':
    '카나리 {{version}}: 승인 대기 중이라 트래픽이 없음. 승인을 거부함',
  'rollback-step-canary-not-ready':
    'Flagger를 통해 카나리 {{version}} 중단. 파드가 준비되지 않으면 Flagger가 묻지 않으므로 {{duration}} 뒤에는 태그를 바로 되돌림',
  'rollback-canary-stopped': 'Flagger가 카나리 {{version}}을(를) 중단했음',
  'rollback-canary-not-begun':
    '카나리 {{version}}: 트래픽 없음. Flagger가 승인을 기다리며, 승인은 거부됨',
  'rollback-gate-not-asked':
    '{{version}} 파드가 준비되지 않아 Flagger가 묻지 않음. 매니페스트 변경으로 계속함',
  'rollback-primary-back': 'primary 파드가 다시 {{version}} 버전을 실행함',
  'rollback-users-safe': '사용자에게 {{version}} 버전이 서비스되고 있음',
  'rollback-synced-commit': 'Argo CD가 커밋 {{shortCommit}}을(를) 동기화했음',
  'rollback-synced': 'Argo CD가 매니페스트를 동기화했음',
  'rollback-deployed': '모든 파드가 {{version}} 버전을 실행함',
  'rollback-were-healthy': '{{version}} 파드가 {{duration}} 동안 정상이었음',
  'rollback-command-failed': '{{why}}. 사람이 롤백을 마무리해야 합니다',
};

export default ko;

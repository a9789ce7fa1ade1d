/** One small whole report of every format, for the tests. */
export const wholeReports: Record<string, string[]> = {
  lcov: [
    'SF:a.ts\nFN:1,f\nFNDA:1,f\nDA:1,1\nBRDA:1,0,0,1\nLF:1\nLH:1\nend_of_record\n',
  ],
  cobertura: [
    '<coverage line-rate="1"><packages><package><classes><class filename="a"><lines><line number="1" hits="1" condition-coverage="50% (1/2)"/></lines></class></classes></package></packages></coverage>',
  ],
  junit: [
    '<testsuite tests="1" failures="0"><testcase name="a" time="1"><skipped/></testcase></testsuite>',
  ],
  jacoco: [
    '<report name="a"><package name="b"><counter type="LINE" missed="1" covered="2"/></package><counter type="LINE" missed="1" covered="2"/></report>',
  ],
  clover: [
    '<coverage generated="1700000000" clover="4.4"><project><metrics statements="2" coveredstatements="1" methods="1" coveredmethods="1" conditionals="2" coveredconditionals="1"/><file path="a.php"><metrics statements="2" coveredstatements="1" methods="1" coveredmethods="1" conditionals="2" coveredconditionals="1"/><line num="1" type="method" count="1"/><line num="2" type="stmt" count="1"/><line num="3" type="cond" truecount="0" falsecount="0"/></file></project></coverage>',
  ],
  opencover: [
    '<CoverageSession><Summary numSequencePoints="4" visitedSequencePoints="2" numBranchPoints="2" visitedBranchPoints="1" numMethods="1" visitedMethods="1"/><Modules/></CoverageSession>',
    '<CoverageSession><Summary numSequencePoints="2" visitedSequencePoints="1" numBranchPoints="1" visitedBranchPoints="0" numMethods="1" visitedMethods="1"/><Modules><Module><Files><File uid="1" fullPath="a.cs"/></Files><Classes><Class><Methods><Method><SequencePoints><SequencePoint vc="1" sl="3" fileid="1"/><SequencePoint vc="0" sl="4" fileid="1"/></SequencePoints><BranchPoints><BranchPoint vc="0" sl="3"/></BranchPoints></Method></Methods></Class></Classes></Module></Modules></CoverageSession>',
  ],
  'istanbul-summary': ['{"total":{"lines":{"total":2,"covered":1,"pct":50}}}'],
  'istanbul-final': [
    '{"a":{"path":"a","statementMap":{"0":{"start":{"line":1}}},"s":{"0":1},"f":{"0":1},"b":{"0":[1,0]}}}',
  ],
  simplecov: [
    '{"RSpec":{"coverage":{"a.rb":{"lines":[1,null,0],"branches":{"[:if,0]":{"[:then,1]":1,"[:else,2]":0}}}},"timestamp":1700000000}}',
    '{"RSpec":{"coverage":{"a.rb":[1,null,0]}}}',
    '{"result":{"line":91.5,"branch":80}}',
    '{"meta":{"simplecov_version":"0.22.0"},"coverage":{"a.rb":{"lines":[1,null,0],"branches":[{"type":"then","coverage":1}]}}}',
  ],
  trivy: [
    '{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","Vulnerabilities":[{"Severity":"HIGH"}]}]}',
    '{"SchemaVersion":2,"ArtifactName":"x","Results":[{"Target":"t","ExperimentalModifiedFindings":[{"Type":"vulnerability","Status":"ignored","Finding":{"VulnerabilityID":"CVE-2026-1"}}]}]}',
    '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"aquasecurity.github.io/v1alpha1","kind":"VulnerabilityReport","metadata":{"name":"a"},"report":{"updateTimestamp":"2026-03-01T10:00:00Z","scanner":{"version":"0.60.0"},"vulnerabilities":[{"vulnerabilityID":"CVE-2026-1","resource":"a","installedVersion":"1","fixedVersion":"2","severity":"HIGH"}]}},{"kind":"ConfigAuditReport","report":{"checks":[{"checkID":"KSV001","success":false}]}}]}',
  ],
  harbor: [
    '{"application/vnd.security.vulnerability.report; version=1.1":{"generated_at":"2026-03-01T10:00:00Z","scanner":{"name":"Trivy","version":"v0.60.0"},"severity":"High","vulnerabilities":[{"id":"CVE-2026-1","package":"a","version":"1","fix_version":"2","severity":"High"}]}}',
  ],
  grype: [
    '{"matches":[{"vulnerability":{"id":"CVE-2026-1","severity":"High","fix":{"versions":["2"]}},"artifact":{"name":"a","version":"1"}}],"ignoredMatches":[],"descriptor":{"name":"grype","version":"0.94.0"}}',
  ],
  sarif: [
    '{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy","rules":[{"id":"CVE-2026-1","defaultConfiguration":{"level":"error"},"properties":{"security-severity":"8.1"}}]}},"invocations":[{"executionSuccessful":true}],"results":[{"ruleId":"CVE-2026-1","ruleIndex":0,"message":{"text":"bad"}},{"ruleId":"x/1","level":"note","suppressions":[{"kind":"inSource"}]}]}]}',
  ],
  bandit: [
    '{"errors":[],"generated_at":"2026-03-01T10:00:00Z","metrics":{"_totals":{"SEVERITY.HIGH":1,"loc":9}},"results":[{"issue_severity":"HIGH","test_id":"B101","issue_text":"assert","filename":"a.py","line_number":3}]}',
  ],
  'pip-audit': [
    '{"dependencies":[{"name":"a","version":"1","vulns":[{"id":"PYSEC-2026-1","fix_versions":["2"]}]},{"name":"b","skip_reason":"not on PyPI"}],"fixes":[]}',
    '[{"name":"a","version":"1","vulns":[]}]',
  ],
  'npm-audit': [
    '{"auditReportVersion":2,"vulnerabilities":{"a":{"name":"a","severity":"high","via":[{"title":"bad"}],"range":"<2","fixAvailable":true}},"metadata":{"vulnerabilities":{"info":0,"low":0,"moderate":0,"high":1,"critical":0,"total":1}}}',
    '{"actions":[],"advisories":{"1":{"module_name":"a","severity":"moderate","title":"bad"}},"metadata":{"vulnerabilities":{"info":0,"low":0,"moderate":3,"high":0,"critical":0}}}',
    '{"error":{"code":"ENOLOCK","summary":"no lockfile","detail":""}}',
  ],
  osv: [
    '{"results":[{"source":{"path":"a"},"packages":[{"package":{"name":"a","version":"1"},"vulnerabilities":[{"id":"GHSA-1","database_specific":{"severity":"HIGH"}},{"id":"PYSEC-1"}],"groups":[{"ids":["GHSA-1","PYSEC-1"],"max_severity":"9.8"}]}]}]}',
  ],
  semgrep: [
    '{"version":"1.90.0","errors":[],"paths":{"scanned":["a.py"]},"results":[{"check_id":"eval","path":"a.py","start":{"line":1},"extra":{"severity":"ERROR","message":"eval","is_ignored":false}}]}',
  ],
  'dependency-check': [
    '{"reportSchema":"1.1","scanInfo":{"engineVersion":"12.1"},"dependencies":[{"fileName":"a.jar","vulnerabilities":[{"name":"CVE-2026-1","severity":"MEDIUM"}],"suppressedVulnerabilities":[{"name":"CVE-2026-2"}]}]}',
  ],
  checkov: [
    '{"check_type":"terraform","results":{"failed_checks":[{"check_id":"CKV_1","severity":"HIGH","file_line_range":[1,2]}],"skipped_checks":[],"parsing_errors":[]},"summary":{"checkov_version":"3"}}',
  ],
  cyclonedx: [
    '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"bom-ref":"a","name":"a"}],"vulnerabilities":[{"id":"CVE-2026-1","ratings":[{"severity":"low","method":"CVSSv2"},{"score":9.8,"method":"CVSSv31"}],"affects":[{"ref":"a"}]},{"id":"CVE-2026-2","analysis":{"state":"not_affected"},"ratings":[]}]}',
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><vulnerabilities><vulnerability><id>CVE-2026-1</id><ratings><rating><score>7.5</score><method>CVSSv31</method></rating></ratings></vulnerability></vulnerabilities></bom>',
  ],
  sbom: ['{"spdxVersion":"SPDX-2.3","packages":[]}'],
  lighthouse: [
    '{"lighthouseVersion":"12.1.0","finalUrl":"http://a","fetchTime":"2026-03-01T10:00:00Z","categories":{"performance":{"score":0.29},"accessibility":{"score":1},"seo":{"score":null}}}',
    '{"steps":[{"name":"a","lhr":{"lighthouseVersion":"12.1.0","categories":{"performance":{"score":0.5}}}}]}',
    '[{"url":"http://a","isRepresentativeRun":true,"jsonPath":"a.json","summary":{"performance":0.91}}]',
  ],
  axe: [
    '{"raw":[{"id":"label","result":"failed","pageLevel":false,"impact":"critical","help":"x","helpUrl":"http://b","inapplicable":[],"passes":[],"incomplete":[],"violations":[{"any":[]}]}],"env":{"testEngine":{"name":"axe-core","version":"4.14"},"url":"http://a"}}',
    '{"testEngine":{"name":"axe-core","version":"4.10"},"timestamp":"2026-03-01T10:00:00Z","url":"http://a","violations":[{"id":"color-contrast","impact":"serious","help":"contrast","helpUrl":"http://b","nodes":[{}]}],"passes":[],"incomplete":[]}',
  ],
  pa11y: [
    '[{"code":"WCAG2AA.1","type":"error","typeCode":1,"message":"bad","selector":"a","runner":"axe","runnerExtras":{"impact":"critical"}}]',
    '{"total":2,"passes":1,"errors":1,"results":{"http://a":[],"http://b":[{"code":"x","type":"error","message":"bad","selector":"a"}]}}',
  ],
  sonarqube: [
    '[{"key":"a","msr":[{"key":"coverage","val":81.2,"frmt_val":"81.2%"}]}]',
    '{"projectStatus":{"status":"ERROR","conditions":[{"status":"ERROR","metricKey":"new_coverage","comparator":"LT","errorThreshold":"85","actualValue":"82.5"}]}}',
    '{"component":{"key":"a","measures":[{"metric":"alert_status","value":"OK"},{"metric":"coverage","value":"26.4"},{"metric":"new_bugs","period":{"value":"2"}}]}}',
    '{"paging":{"total":1},"measures":[{"metric":"coverage","history":[{"date":"2026-03-01T10:00:00+0000","value":"81.5"}]}]}',
  ],
  'sonar-report-task': ['projectKey=a\nserverUrl=http://s\nceTaskId=AX1\n'],
  eslint: [
    '[{"filePath":"a.ts","errorCount":1,"warningCount":1,"messages":[{"ruleId":"complexity","severity":2,"message":"Function has a complexity of 12. Maximum allowed is 10.","line":3},{"ruleId":"x","severity":1,"message":"y"}],"suppressedMessages":[]}]',
  ],
  jscpd: [
    '{"statistics":{"detectionDate":"2026-03-01T10:00:00Z","total":{"lines":200,"duplicatedLines":10,"percentage":5}},"duplicates":[{"lines":10,"firstFile":{"name":"a","start":1},"secondFile":{"name":"b","start":2}}]}',
  ],
  radon: [
    '<ccm><metric><complexity>7</complexity><unit>m</unit><classification>B</classification><file>a.py</file></metric></ccm>',
    '{"a.py":[{"type":"class","name":"A","rank":"A","complexity":3,"lineno":1,"methods":[{"type":"method","name":"m","rank":"B","complexity":7,"lineno":2,"closures":[]}]}],"b.py":{"error":"bad"}}',
  ],
  lizard: [
    '9,4,60,2,12,"f@1-12@a.ts","a.ts","f","f( a , b )",1,12\n',
    '================================================\n  NLOC    CCN   token  PARAM  length  location  \n------------------------------------------------\n       9      4     60      2      12 f@1-12@a.ts\n1 file analyzed.\n',
    '<cppncss><measure type="Function"><labels><label>Nr.</label><label>NCSS</label><label>CCN</label></labels><item name="f() at a.ts:1"><value>1</value><value>9</value><value>4</value></item></measure></cppncss>',
  ],
  image: [
    '{"schemaVersion":2,"config":{"size":100},"layers":[{"size":200},{"size":300}]}',
    '[{"Id":"sha256:1","RepoTags":["a:1"],"Size":1000,"RootFS":{"Layers":[]}}]',
  ],
  'lighthouse-assertions': [
    '[{"name":"minScore","expected":0.9,"actual":0.62,"values":[0.6,0.62],"operator":">=","passed":false,"auditId":"categories","auditProperty":"performance","level":"error","url":"http://a"}]',
  ],
  'github-jobs': [
    '{"total_count":2,"jobs":[{"id":1,"head_sha":"1234567890123456789012345678901234567890","status":"completed","conclusion":"success","name":"build","started_at":"2026-03-01T10:00:00Z","completed_at":"2026-03-01T10:04:00Z"},{"id":2,"head_sha":"1234567890123456789012345678901234567890","status":"in_progress","conclusion":null,"name":"gate","started_at":"2026-03-01T10:04:05Z","completed_at":null}]}',
  ],
  'github-pulls': [
    '[{"number":7,"title":"Bump a","user":{"login":"dependabot[bot]"},"merged_at":"2026-03-01T10:00:00Z"},{"number":8,"title":"Mine","user":{"login":"minji"},"merged_at":"2026-03-02T10:00:00Z"}]',
    '{"total_count":1,"incomplete_results":false,"items":[{"number":7,"title":"Update a","user":{"login":"renovate[bot]"},"pull_request":{"merged_at":"2026-03-01T10:00:00Z"}}]}',
  ],
  'dependency-updates': [
    'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule:\n      interval: weekly\n  - package-ecosystem: docker\n    directory: /\n    schedule:\n      interval: cron\n      cronjob: "0 9 * * 1"\n',
    '// ours\n{extends: ["config:recommended", "schedule:weekly"],}',
    '{"packageRules":[{"description":"docker","schedule":["on the first day of the month"]}],"schedule":["before 5am on monday"]}',
  ],
  'yarn-audit': [
    '{"type":"auditAdvisory","data":{"resolution":{"path":"a"},"advisory":{"id":1,"module_name":"a","title":"bad","severity":"high","vulnerable_versions":"<2","patched_versions":">=2"}}}\n{"type":"auditSummary","data":{"vulnerabilities":{"high":1}}}\n',
    '{"value":"a","children":{"ID":1,"Issue":"bad","Severity":"moderate","Vulnerable Versions":"<2","Tree Versions":["1"]}}\n',
  ],
  'pmd-cpd': [
    '<pmd-cpd pmdVersion="7.1.0" timestamp="2026-03-01T10:00:00Z"><file path="a.java" totalNumberOfTokens="90"/></pmd-cpd>',
    '<pmd-cpd><duplication lines="12" tokens="80"><file path="a.java" line="1"/><file path="b.java" line="9"/></duplication></pmd-cpd>',
  ],
  checkstyle: [
    '<checkstyle version="10"><file name="A.java"><error line="3" severity="error" message="Cyclomatic Complexity is 12 (max allowed is 10)." source="com.puppycrawl.tools.checkstyle.checks.metrics.CyclomaticComplexityCheck"/></file></checkstyle>',
  ],
};

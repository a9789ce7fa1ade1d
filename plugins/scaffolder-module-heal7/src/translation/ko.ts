/** Korean texts. */
const ko = {
  'name.label': '이름',
  'name.hint':
    '영문 소문자, 숫자, 하이픈. 저장소, 이미지, 워크로드의 이름이 됩니다.',
  'name.checking': '쓸 수 있는 이름인지 확인하는 중',
  'name.free': '{{name}}: 쓸 수 있는 이름입니다',
  'name.unclear':
    '쓸 수 있는 이름인지 지금은 확인할 수 없습니다. 첫 단계에서 다시 확인합니다.',
  'problem.begin': '이름은 영문 소문자로 시작해야 합니다.',
  'problem.characters': '영문 소문자, 숫자, 하이픈만 쓸 수 있습니다.',
  'problem.hyphens': '하이픈은 연달아 쓰거나 끝에 쓸 수 없습니다.',
  'problem.short': '3자 이상이어야 합니다.',
  'problem.long': '40자까지 쓸 수 있습니다.',
  'taken.reserved': '{{name}}: 예약된 이름입니다. 다른 이름을 고르세요.',
  'taken.flagger':
    '-primary 또는 -canary로 끝나는 이름은 Flagger가 씁니다. 다른 이름을 고르세요.',
  'taken.catalog': '카탈로그에 {{name}} 컴포넌트가 이미 있습니다.',
  'taken.repository': '{{name}} 저장소가 이미 있습니다.',
  'taken.other': '{{name}}: 이미 쓰는 이름입니다. 다른 이름을 고르세요.',
  'preview.loading': '답변으로 템플릿을 만들어 보는 중 …',
  'preview.files': '파일 {{files}}개. 아직 아무것도 만들지 않았습니다.',
  'preview.failed': '파일을 보여 줄 수 없습니다: {{reason}}',
  'preview.old': '답변이 바뀌었습니다.',
  'preview.again': '다시 보기',
  'preview.list': '파일',
  'preview.noText': '보이지 않음: {{size}} KB이거나 텍스트가 아닙니다.',
  'preview.elsewhere': '템플릿을 쓸 때 파일이 보입니다.',
};

export default ko;

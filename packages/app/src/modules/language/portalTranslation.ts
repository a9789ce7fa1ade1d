import {
  createTranslationMessages,
  createTranslationRef,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';

/** Texts of the portal itself; the plugins bring their own. */
export const portalTranslationRef = createTranslationRef({
  id: 'heal7.portal',
  messages: {
    signIn: {
      title: 'HEAL7 developer portal',
      github: 'Sign in with your GitHub account',
    },
    nav: {
      search: 'Search',
      menu: 'Menu',
      settings: 'Settings',
      home: 'Home',
      catalog: 'Catalog',
      create: 'Create',
      qualityGates: 'Quality gates',
      templateUpdates: 'Updates',
      apis: 'APIs',
      catalogGraph: 'Graph',
      docs: 'Docs',
      register: 'Register',
      notifications: 'Notifications',
      appVisualizer: 'Visualizer',
      userSettings: 'Settings',
    },
    home: {
      welcome: 'What would you like to do?',
      services: 'My services',
      servicesNone:
        'You own no service yet. Create one, or browse the catalog.',
      servicesError: 'Your services could not be loaded: {{message}}',
      create: 'Create a service',
      createHint:
        'From a template: repository, CI, gates, deployment. About three minutes.',
      browse: 'Browse the catalog',
      browseHint: 'Services, APIs, resources and who owns them.',
      docs: 'Read the docs',
      docsHint: 'How the portal, the gates and roll back work.',
      openCicd: 'CI/CD',
    },
  },
});

const korean = createTranslationMessages({
  ref: portalTranslationRef,
  full: true,
  messages: {
    'signIn.title': 'HEAL7 개발자 포털',
    'signIn.github': 'GitHub 계정으로 로그인하세요',
    'nav.search': '검색',
    'nav.menu': '메뉴',
    'nav.settings': '설정',
    'nav.home': '홈',
    'nav.catalog': '카탈로그',
    'nav.create': '만들기',
    'nav.qualityGates': '품질 게이트',
    'nav.templateUpdates': '업데이트',
    'nav.apis': 'API',
    'nav.catalogGraph': '관계도',
    'nav.docs': '문서',
    'nav.register': '등록',
    'nav.notifications': '알림',
    'nav.appVisualizer': '구성 보기',
    'nav.userSettings': '설정',
    'home.welcome': '무엇을 하시겠어요?',
    'home.services': '내 서비스',
    'home.servicesNone':
      '아직 소유한 서비스가 없습니다. 새로 만들거나 카탈로그를 둘러보세요.',
    'home.servicesError': '서비스를 불러오지 못했습니다: {{message}}',
    'home.create': '서비스 만들기',
    'home.createHint':
      '템플릿으로 저장소, CI, 게이트, 배포까지. 3분 정도 걸립니다.',
    'home.browse': '카탈로그 둘러보기',
    'home.browseHint': '서비스, API, 리소스와 담당 팀.',
    'home.docs': '문서 읽기',
    'home.docsHint': '포털, 품질 게이트, 롤백 사용법.',
    'home.openCicd': 'CI/CD',
  },
});

export const portalTranslations = createTranslationResource({
  ref: portalTranslationRef,
  translations: {
    ko: async () => ({ default: korean }),
  },
});

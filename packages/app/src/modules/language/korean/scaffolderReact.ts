import { createTranslationMessages } from '@backstage/frontend-plugin-api';
import { scaffolderReactTranslationRef } from '@backstage/plugin-scaffolder-react/alpha';

export default createTranslationMessages({
  ref: scaffolderReactTranslationRef,
  messages: {
    'scaffolderPageContextMenu.moreLabel': '더 보기',
    'scaffolderPageContextMenu.createLabel': '만들기',
    'scaffolderPageContextMenu.editorLabel': '템플릿 관리',
    'scaffolderPageContextMenu.actionsLabel': '설치된 액션',
    'scaffolderPageContextMenu.tasksLabel': '실행 목록',
    'scaffolderPageContextMenu.templatingExtensionsLabel': '템플릿 확장',
    'stepper.backButtonText': '이전',
    'stepper.createButtonText': '만들기',
    'stepper.reviewButtonText': '확인',
    'stepper.stepIndexLabel': '{{index, number}}단계',
    'stepper.nextButtonText': '다음',
    'templateCategoryPicker.title': '분류',
    'templateCard.noDescription': '설명 없음',
    'templateCard.chooseButtonText': '선택',
    'cardHeader.detailBtnTitle': '템플릿 자세히 보기',
    'templateOutputs.title': '결과',
    'workflow.noDescription': '설명 없음',
  },
});

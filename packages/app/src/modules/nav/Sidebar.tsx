import {
  Sidebar,
  SidebarDivider,
  SidebarGroup,
  SidebarItem,
  SidebarScrollWrapper,
  SidebarSpace,
} from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  NavContentBlueprint,
  type NavContentComponentProps,
} from '@backstage/plugin-app-react';
import { NotificationsSidebarItem } from '@backstage/plugin-notifications';
import { SidebarSearchModal } from '@backstage/plugin-search';
import { UserSettingsSignInAvatar } from '@backstage/plugin-user-settings';
import MenuIcon from '@material-ui/icons/Menu';
import SearchIcon from '@material-ui/icons/Search';
import { portalTranslationRef } from '../language/portalTranslation';
import { SidebarLogo } from './SidebarLogo';

/** Pages whose title the portal translates, short enough for the bar; the others keep the one of their plugin. */
const translatedPages = {
  'page:home': 'nav.home',
  'page:catalog': 'nav.catalog',
  'page:scaffolder': 'nav.create',
  'page:quality-gates': 'nav.qualityGates',
  'page:template-updates': 'nav.templateUpdates',
  'page:api-docs': 'nav.apis',
  'page:catalog-graph': 'nav.catalogGraph',
  'page:techdocs': 'nav.docs',
  'page:catalog-import': 'nav.register',
  'page:app-visualizer': 'nav.appVisualizer',
  'page:user-settings': 'nav.userSettings',
} as const;

function SidebarNavigation({ navItems }: NavContentComponentProps) {
  const { t } = useTranslationRef(portalTranslationRef);
  const title = (item: { node: { spec: { id: string } }; title: string }) => {
    const key =
      translatedPages[item.node.spec.id as keyof typeof translatedPages];
    return key ? t(key) : item.title;
  };
  const nav = navItems.withComponent(item => (
    <SidebarItem icon={() => item.icon} to={item.href} text={title(item)} />
  ));

  // Shown by the search modal and the notifications item instead.
  nav.take('page:search');
  nav.take('page:notifications');

  return (
    <Sidebar>
      <SidebarLogo />
      <SidebarGroup label={t('nav.search')} icon={<SearchIcon />} to="/search">
        <SidebarSearchModal />
      </SidebarGroup>
      <SidebarDivider />
      <SidebarGroup label={t('nav.menu')} icon={<MenuIcon />}>
        {nav.take('page:home')}
        {nav.take('page:catalog')}
        {nav.take('page:scaffolder')}
        {nav.take('page:quality-gates')}
        {nav.take('page:template-updates')}
        <SidebarDivider />
        <SidebarScrollWrapper>
          {nav.rest({ sortBy: 'title' })}
        </SidebarScrollWrapper>
      </SidebarGroup>
      <SidebarSpace />
      <SidebarDivider />
      <NotificationsSidebarItem text={t('nav.notifications')} />
      <SidebarDivider />
      <SidebarGroup
        label={t('nav.settings')}
        icon={<UserSettingsSignInAvatar />}
        to="/settings"
      >
        {nav.take('page:app-visualizer')}
        {nav.take('page:user-settings')}
      </SidebarGroup>
    </Sidebar>
  );
}

export const SidebarContent = NavContentBlueprint.make({
  params: { component: SidebarNavigation },
});

import { Content, Page } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link } from 'react-router-dom';
import { RiAddCircleLine, RiBookOpenLine, RiStackLine } from '@remixicon/react';
import { portalTranslationRef } from '../language/portalTranslation';
import { MyServices } from './MyServices';
import styles from './HomePage.module.css';

export function HomePage() {
  const { t } = useTranslationRef(portalTranslationRef);
  const choices = [
    {
      to: '/create',
      icon: <RiAddCircleLine aria-hidden />,
      title: t('home.create'),
      hint: t('home.createHint'),
    },
    {
      to: '/catalog',
      icon: <RiStackLine aria-hidden />,
      title: t('home.browse'),
      hint: t('home.browseHint'),
    },
    {
      to: '/docs',
      icon: <RiBookOpenLine aria-hidden />,
      title: t('home.docs'),
      hint: t('home.docsHint'),
    },
  ];

  return (
    <Page themeId="home">
      <Content>
        <div className={styles.root}>
          <h1 className={styles.title}>{t('home.welcome')}</h1>
          <ul className={styles.choices}>
            {choices.map(choice => (
              <li key={choice.to}>
                <Link to={choice.to} className={styles.choice}>
                  {choice.icon}
                  <span className={styles.choiceTitle}>{choice.title}</span>
                  <span className={styles.hint}>{choice.hint}</span>
                </Link>
              </li>
            ))}
          </ul>
          <MyServices />
        </div>
      </Content>
    </Page>
  );
}

import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import deliveryPlugin from './plugins/delivery-backend/src';
const names=['heal7-frontend','heal7-backend','saju-calculator'];
const entities=names.map(name=>({apiVersion:'backstage.io/v1alpha1',kind:'Component',metadata:{name,namespace:'default',annotations:{'backstage.io/kubernetes-id':name,'github.com/project-slug':`heal7/${name}`,'argocd/app-selector':`heal7.io/service=${name}`}},spec:{}}));
const b=createBackend();
const P=7600;
b.add(mockServices.rootConfig.factory({data:{
 backend:{baseUrl:'http://localhost:7690',listen:{host:'127.0.0.1',port:7690},database:{client:'better-sqlite3',connection:':memory:'},auth:{externalAccess:[{type:'static',options:{token:'test-token-test',subject:'t'}}]}},
 app:{baseUrl:'http://localhost:7690'},
 integrations:{github:[{host:`localhost:${P+1}`,apiBaseUrl:`http://localhost:${P+1}/api/v3`,token:'ghp_sandboxportal'}]},
 kubernetes:{clusterLocatorMethods:[{type:'config',clusters:[['heal7-dev',P+2],['heal7-prod',P+3]].map(([name,port])=>({name,url:`http://localhost:${port}`,authProvider:'serviceAccount',serviceAccountToken:'sandbox-kubernetes'}))}]},
 delivery:{environments:[
  {name:'dev',title:'Development',tier:'development',cluster:'heal7-dev',namespace:'heal7-dev',prometheus:'main'},
  {name:'staging',title:'Staging',tier:'staging',cluster:'heal7-dev',namespace:'heal7-staging',prometheus:'main'},
  {name:'prod',title:'Production',tier:'production',cluster:'heal7-prod',namespace:'heal7-prod',strategy:'canary',prometheus:'main'}],
  prometheus:[{name:'main',url:`http://localhost:${P+4}`}],metrics:{flavour:'istio',windowSeconds:15,sampleIntervalSeconds:2},manifests:{repoUrl:`http://localhost:${P+1}/heal7/k8s-manifests`},flagger:{webhookTokens:['sandbox-flagger']},rollback:{verifySeconds:20,minVerifiedSeconds:60}}
}} as any));
b.add(createServiceFactory({service:catalogServiceRef,deps:{},factory:()=>({getEntityByRef:async (r:any)=>entities.find(e=>`component:default/${e.metadata.name}`===r),queryEntities:async()=>({items:entities,totalItems:3,pageInfo:{}})} as any)}));
b.add(deliveryPlugin);
b.start();

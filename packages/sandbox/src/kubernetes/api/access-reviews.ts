import { JsonObject, objectOf } from '../store/json';
import { ApiRequest, parseJson } from './api-request';

const USER = 'sandbox-admin';

const statuses: Record<string, { kind: string; status: JsonObject }> = {
  '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews': {
    kind: 'SelfSubjectAccessReview',
    status: { allowed: true, reason: 'the sandbox allows everything' },
  },
  '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews': {
    kind: 'SelfSubjectRulesReview',
    status: {
      resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
      incomplete: false,
    },
  },
  '/apis/authentication.k8s.io/v1/selfsubjectreviews': {
    kind: 'SelfSubjectReview',
    status: { userInfo: { username: USER, groups: ['system:masters'] } },
  },
};

/** A sandbox token may do everything; these are the ways clients ask. Undefined for other paths. */
export function reviewAccess({
  path,
  contentType,
  body,
}: ApiRequest): JsonObject | undefined {
  const found = statuses[path];
  if (!found) {
    return undefined;
  }
  const apiVersion = path.split('/').slice(2, 4).join('/');
  // kubectl asks in protobuf; the answer does not depend on the question.
  const asked = contentType.includes('json') ? objectOf(parseJson(body)) : {};
  return { metadata: {}, spec: {}, ...asked, apiVersion, ...found };
}

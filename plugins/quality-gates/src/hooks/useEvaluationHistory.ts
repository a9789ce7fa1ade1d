import { toError } from '@backstage/errors';
import { useCallback, useState } from 'react';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Evaluation } from '@heal7/backstage-plugin-quality-gates-common';
import { qualityGatesApiRef } from '../api/qualityGatesApiRef';

/** @internal */
export interface EvaluationHistory {
  items: Evaluation[];
  loading: boolean;
  error?: Error;
  /** Absent when there is no more. */
  nextCursor?: string;
  /** Whether anything was asked for yet. */
  started: boolean;
}

const nothing: EvaluationHistory = {
  items: [],
  loading: false,
  started: false,
};

/** The past evaluations of an entity, newest first, page by page, when somebody asks for them. @internal */
export function useEvaluationHistory(entityRef: string): {
  history: EvaluationHistory;
  loadMore: () => void;
} {
  const api = useApi(qualityGatesApiRef);
  const [history, setHistory] = useState(nothing);
  const { nextCursor } = history;

  const loadMore = useCallback(() => {
    setHistory(({ error: _, ...before }) => ({ ...before, loading: true }));
    api
      .listEvaluations({
        entityRef,
        limit: 20,
        ...(nextCursor ? { cursor: nextCursor } : {}),
      })
      .then(
        page =>
          setHistory(before => ({
            started: true,
            loading: false,
            items: [...before.items, ...page.items],
            ...(page.nextCursor ? { nextCursor: page.nextCursor } : {}),
          })),
        cause =>
          setHistory(before => ({
            ...before,
            loading: false,
            error: toError(cause),
          })),
      );
  }, [api, entityRef, nextCursor]);

  return { history, loadMore };
}

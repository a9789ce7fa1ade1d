import type {
  AuditorService,
  AuditorServiceCreateEventOptions,
} from '@backstage/backend-plugin-api';

type AuditMeta = AuditorServiceCreateEventOptions['meta'];

/** Runs a command and writes one audit event about it, whether it succeeded or failed. */
export async function audited<T>(
  auditor: AuditorService,
  event: AuditorServiceCreateEventOptions,
  command: () => Promise<T>,
  metaOf: (result: T) => AuditMeta,
): Promise<T> {
  const audit = await auditor.createEvent(event);
  let result: T;
  try {
    result = await command();
  } catch (error) {
    await audit.fail({
      error: error instanceof Error ? error : new Error(String(error)),
    });
    throw error;
  }
  await audit.success({ meta: metaOf(result) });
  return result;
}

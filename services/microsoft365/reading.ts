import type { z } from 'zod';
import { Microsoft365Fault } from './fault.ts';
import type { Answer } from './request.ts';

/**
 * The answer's body in its documented shape; members that are not known are left out.
 * @throws {Microsoft365Fault} `unreadable` where it has another one
 */
export const readAs = <Shape extends z.ZodType>(shape: Shape, { body, status, requestId }: Answer): z.infer<Shape> => {
  const parsed = shape.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Microsoft365Fault('unreadable', {
    status,
    requestId,
    code: issue && `${issue.path.join('.')} ${issue.code}`,
  });
};

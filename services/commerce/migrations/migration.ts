import type { OpenTenant } from '../store/tenants.ts';

/**
 * One step from an older form of the stored data to the next. It may be stopped at any point and done again, beside
 * readers and beside another process that does the same, and leaves data alone that has the form already.
 */
export interface Migration {
  /** The form that the data of a tenant has afterwards; each one's is the next number. */
  readonly version: number;
  readonly name: string;
  readonly run: (tenant: OpenTenant) => Promise<void>;
}

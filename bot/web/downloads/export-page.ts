import { type ExportServices, exportTaken, heldExport, readExport } from '../../features/exports/exports.ts';
import { type DownloadPageServices, downloadPage } from './download-page.ts';

export interface ExportPageServices extends DownloadPageServices, ExportServices {}

/** Hands out exports. */
export const exportPage = (services: ExportPageServices) =>
  downloadPage(services, 'export', async (grant) => {
    const held = await heldExport(services, grant);
    const { name, person, tenant, localizer } = held;
    return {
      fileName: name,
      contentType: 'text/csv; charset=utf-8',
      localizer,
      whose: localizer.t('export.page.whose', { person: person.displayName, tenant: tenant.name }),
      note: localizer.t('export.page.once'),
      noted: exportTaken(held),
      read: () => readExport(services, held),
    };
  });

import type { Localizer } from '../../locales/index.ts';
import { undirected } from './card.ts';

/** Fields of a form. What comes back is a string under `id`; several choices come separated by commas. */

export interface Choice {
  readonly title: string;
  /** No commas where several can be chosen. */
  readonly value: string;
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value?: string | number | undefined;
  readonly required?: boolean;
}

const fieldProperties = ({ id, label, value, required = false }: Field, { t }: Localizer) => ({
  id,
  label,
  value,
  ...(required && { isRequired: true, errorMessage: t('inputs.required') }),
});

/** Text, of one line unless `multiline`; at most 500 characters unless told. */
export const textInput = (
  field: Field & { readonly multiline?: boolean; readonly placeholder?: string; readonly maxLength?: number },
  localizer: Localizer,
): object => ({
  type: 'Input.Text',
  ...fieldProperties(field, localizer),
  maxLength: field.maxLength ?? 500,
  isMultiline: field.multiline ?? false,
  placeholder: field.placeholder,
});

/** A whole number, with what is said where it is less than `min`. */
export const numberInput = (
  field: Field & { readonly min?: number; readonly max?: number },
  localizer: Localizer,
): object => ({
  type: 'Input.Number',
  ...fieldProperties(field, localizer),
  ...(field.min !== undefined && { min: field.min, errorMessage: localizer.t('inputs.number', { min: field.min }) }),
  max: field.max,
});

/** A day, `2026-11-21`. */
export const dateInput = (field: Field, localizer: Localizer): object => ({
  type: 'Input.Date',
  ...fieldProperties(field, localizer),
});

/** A box to tick; it comes back as `true` or `false`. */
export const tickInput = ({ id, label, ticked }: { id: string; label: string; ticked: boolean }): object => ({
  type: 'Input.Toggle',
  id,
  title: undirected(label),
  value: String(ticked),
  wrap: true,
});

/** One of some choices, or several; as a list that is always open where `expanded`. */
export const choiceInput = (
  field: Field & { readonly choices: readonly Choice[]; readonly multiple?: boolean; readonly expanded?: boolean },
  localizer: Localizer,
): object => ({
  type: 'Input.ChoiceSet',
  ...fieldProperties(field, localizer),
  style: field.expanded ? 'expanded' : 'compact',
  isMultiSelect: field.multiple ?? false,
  wrap: true,
  choices: field.choices.map(({ title, value }) => ({ title: undirected(title), value })),
});

/**
 * People of the tenant, looked up while one types; they come back as `people`, ids.
 * Search as one types: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search
 */
export const peopleSearch = ({ t }: Localizer): object => ({
  type: 'Input.ChoiceSet',
  id: 'people',
  label: t('inputs.searchPeople'),
  style: 'filtered',
  isMultiSelect: true,
  choices: [],
  'choices.data': { type: 'Data.Query', dataset: 'people' },
});

/** The same as plain text, also for clients that look nobody up; it comes back as `names`. */
export const peopleNames = (typed: string, localizer: Localizer): object =>
  textInput(
    {
      id: 'names',
      label: localizer.t('inputs.people'),
      value: typed,
      placeholder: localizer.t('inputs.peopleExample'),
      maxLength: 2000,
    },
    localizer,
  );

import {
  ActionPlanner,
  type Memory,
  OpenAIModel,
  PromptManager,
  type PromptTemplate,
  type Tokenizer,
} from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import type { Logger } from 'pino';
import { DEADLINES } from '../../../services/deadlines/deadlines.ts';
import type { MeantCommand } from '../reading.ts';
import { actionOf, type Call, type OfferedCommand, proposalOf } from './actions.ts';
import { guardedFetch, type ModelEndpoint } from './endpoint.ts';
import { PROMPT, promptFor } from './prompt.ts';

export interface PlannerParts {
  /** Undefined: there is no model, and nothing is sent anywhere. */
  readonly endpoint: ModelEndpoint | undefined;
  readonly log: Pick<Logger, 'warn'>;
  /** Milliseconds that a model may take. */
  readonly limitMs?: number;
}

/** What a model may choose from, the person's day, `2026-11-21`, and what it is told of the conversation, as JSON. */
interface Choice {
  readonly offered: readonly OfferedCommand[];
  readonly today: string;
  readonly before?: string | undefined;
}

/** What of the offered a sentence asks for. Undefined where a model knows none, in time. */
export type Plan = (text: string, choice: Choice) => Promise<MeantCommand | undefined>;

/** Asks a language model, if there is one. It is told the sentence and its choice, and no data of anybody. */
export const createPlanner = ({ endpoint, log, limitMs = DEADLINES.languageModel }: PlannerParts): Plan => {
  if (!endpoint) return async () => undefined;
  const { apiKey, baseUrl, model } = endpoint;
  const fetch = guardedFetch({ apiKey, limitMs, log });
  return async (text, { offered, today, before }) => {
    const actions = offered.map(actionOf);
    // A model for each sentence: it warns when many listen to one at the same time.
    const library = new OpenAIModel({
      ...KEYLESS,
      endpoint: baseUrl,
      defaultModel: model,
      clientOptions: { fetch, maxRetries: 0 },
    });
    return proposalOf(await callsOf(library, promptFor({ text, today, before, actions })), offered);
  };
};

/** The guarded fetch adds the key. System messages stay what they are. */
const KEYLESS = { apiKey: '', useSystemMessages: true };

const callsOf = async (model: OpenAIModel, prompt: PromptTemplate): Promise<Call[]> => {
  const prompts = new PromptManager({ promptsFolder: '' }).addPrompt(prompt);
  const planner = new ActionPlanner({
    model,
    prompts,
    tokenizer: BYTES,
    defaultPrompt: PROMPT,
    max_repair_attempts: 0,
  });
  const { message } = await planner.completePrompt(NO_TURN, NO_MEMORY, PROMPT);
  return (message?.action_calls ?? []).map((call) => call.function);
};

/** What a prompt is measured in: the real tokens differ from model to model, and their table takes 40 MB. */
const BYTES: Tokenizer = {
  encode: (text) => [...Buffer.from(text)],
  decode: (bytes) => Buffer.from(bytes).toString(),
};

/** The library only hands it on: a model has nobody to speak to. */
const NO_TURN = {} as TurnContext;

/** The library remembers nothing: what it is told of the conversation stands in the prompt. */
const NO_MEMORY: Memory = {
  deleteValue: () => undefined,
  hasValue: () => false,
  getValue: <Value>() => undefined as Value,
  setValue: () => undefined,
};

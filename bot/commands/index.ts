import type { Command } from '../command.ts';
import { licenses } from './admin/licenses.ts';
import { help } from './everyone/help.ts';
import { language } from './everyone/language.ts';
import { subscription } from './everyone/subscription.ts';
import { subscriptions } from './everyone/subscriptions.ts';
import { mySubscriptions } from './purchaser/my-subscriptions.ts';

/** Everything the bot can do, in the order in which help shows it. */
export const commands: readonly Command[] = [subscriptions, subscription, licenses, mySubscriptions, language, help];

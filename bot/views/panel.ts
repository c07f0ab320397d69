import type { Ask } from '../case/asks.ts';
import type { Case } from '../case/state.ts';
import type { Profile } from '../policy/profile.ts';
import type { View, Viewing } from './view.ts';
export const panelView = (_state: Case, _viewing: Viewing, _ask?: Ask): View | undefined => undefined;
export const panelSubview = (_state: Case, _viewing: Viewing, _name: string, _param?: string): View | undefined => undefined;
export const panelSpecialFor = (_state: Case, _viewer: string, _policy: Profile): string[] => [];

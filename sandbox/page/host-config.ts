import { HostConfig } from 'adaptivecards';

// The colours are CSS variables of style.css: a change of theme draws no card again, so no typed word is lost.
const tone = (name: string): object => ({ default: `var(--${name})`, subtle: `var(--${name === 'text' ? 'text-subtle' : name})` });

const foregroundColors = {
  default: tone('text'),
  dark: tone('text'),
  light: tone('text-subtle'),
  accent: tone('accent'),
  good: tone('good'),
  warning: tone('warning'),
  attention: tone('attention'),
};

const box = (name: string): object => ({
  backgroundColor: `var(--card-${name})`,
  borderColor: `var(--card-${name}-edge)`,
  foregroundColors,
});

/** The measures of a card in Teams, near enough to judge length, wrapping and order by. */
export const hostConfig = new HostConfig({
  supportsInteractivity: true,
  fontTypes: {
    default: {
      fontFamily: 'var(--font)',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
    monospace: {
      fontFamily: 'ui-monospace, Consolas, "Liberation Mono", monospace',
      fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
      fontWeights: { lighter: 400, default: 400, bolder: 600 },
    },
  },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: 'var(--edge)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  imageSet: { imageSize: 'medium', maxImageHeight: 100 },
  containerStyles: {
    default: box('default'),
    emphasis: box('emphasis'),
    accent: box('accent'),
    good: box('good'),
    warning: box('warning'),
    attention: box('attention'),
  },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', size: 'small' },
  },
  // No spacers between buttons: style.css sets the gap, so that buttons can wrap on a phone.
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 0,
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
    allowTitleToWrap: true,
    showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: { title: { weight: 'bolder', wrap: true, maxWidth: 180 }, value: { wrap: true }, spacing: 16 },
  textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
  textBlock: { headingLevel: 3 },
});

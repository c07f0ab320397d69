/** Runs inside the page: every visible text whose contrast with its ground is below what WCAG AA asks (4.5, or 3 for large text). */
export const faintTexts = (): string[] => {
  const numbers = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).map(Number);
  const over = ([r = 0, g = 0, b = 0, a = 1]: number[], ground: number[]): number[] =>
    [r, g, b].map((part, at) => part * a + (ground[at] ?? 255) * (1 - a));
  const light = (color: number[]): number => {
    const [r = 0, g = 0, b = 0] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element | null): number[] => {
    if (!element) return [255, 255, 255];
    return over(numbers(getComputedStyle(element).backgroundColor), groundOf(element.parentElement));
  };
  const faint: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const element = text.parentElement;
    const words = text.textContent?.trim() ?? '';
    if (!element || words === '' || !element.checkVisibility() || element.closest('.unseen, label[for="people-chooser"], option')) continue;
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const ground = groundOf(element);
    const [one, other] = [light(over(numbers(color), ground)), light(ground)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    const large = Number.parseFloat(fontSize) >= 24 || (Number.parseFloat(fontSize) >= 18.66 && Number(fontWeight) >= 700);
    if (contrast < (large ? 3 : 4.5)) faint.push(`${words}: ${contrast.toFixed(2)}`);
  }
  return faint;
};

import { escapeXml } from './escape-xml.mjs';

const CHARACTER = 7.3;
const LINE = 18;
const MARGIN = 16;

const STYLE = `
  rect { fill: #151b23; }
  text { font: 12px ui-monospace, monospace; fill: #d1d7e0; white-space: pre; }
  .prompt { fill: #56d364; }
  .added { fill: #56d364; }
  .quiet { fill: #9198a1; }`;

/**
 * Draws what a terminal shows.
 * @param {string} title what the picture shows, for readers that do not see it
 * @param {string} text lines; those that begin with `$ ` are what a person typed
 * @returns {string} an SVG
 */
export function renderTerminal(title, text) {
  const lines = text.trimEnd().split('\n');
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * CHARACTER) + 2 * MARGIN;
  const height = lines.length * LINE + 2 * MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    `<rect width="${width}" height="${height}" rx="8"/>`,
    ...lines.map((line, index) => drawLine(line, MARGIN + (index + 0.75) * LINE)),
    '</svg>',
    '',
  ].join('\n');
}

function drawLine(line, y) {
  const kind = classOf(line);
  return `<text x="${MARGIN}" y="${y}"${kind === '' ? '' : ` class="${kind}"`}>${escapeXml(line)}</text>`;
}

function classOf(line) {
  if (line.startsWith('$ ')) return 'prompt';
  if (line.startsWith('+ ')) return 'added';
  return /^(?:-+ |Fingerprint)/.test(line) ? 'quiet' : '';
}

// Holds each text of format_d3.txt against what d3 gives; prints the differences.
//   node format_d3.mjs TABLE FOLDER      FOLDER: where node_modules is
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const [table, folder] = process.argv.slice(2);
const {resolve} = createRequire(folder + '/');
const {format} = await import(pathToFileURL(resolve('d3-format')));
const {utcFormat} = await import(pathToFileURL(resolve('d3-time-format')));

let n = 0, different = 0;
for (const block of readFileSync(table, 'utf8').trimEnd().split('\n\n')) {
    const [[kind, ...values], ...rows] = block.split('\n').map((line) => line.split('\t'));
    for (const [quoted, ...texts] of rows) {
        const specifier = quoted.slice(1, -1);
        const write = kind === 'time' ? utcFormat(specifier) : format(specifier);
        values.forEach((value, i) => {
            const wanted = write(kind === 'time' ? new Date(Number(value)) : Number(value));
            n++;
            if (wanted === texts[i]) return;
            different++;
            console.log(`${kind} ${quoted} of ${value}: d3 writes '${wanted}', the table has '${texts[i]}'`);
        });
    }
}
console.log(`${n} texts, ${different} not as d3 writes them`);
process.exit(different ? 1 : 0);

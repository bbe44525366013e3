// France, self-employed on real profit, against modele-social 10.0.1 (MIT; the rules of Urssaf's own simulator).
//
//     npm i modele-social@10.0.1 publicodes && TAKE_HOME=… node bench/rules/compare_fr_independent.mjs
//
// This version has the contributions of before the reform of the base (a 26 % cut from the contributions of
// 2025, rates of décret 2024-688): net pay after tax is compared, which the reform was to leave as it was.
import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const near = createRequire(join(process.cwd(), 'package.json'))
const load = async (name) => {
  const found = (await import(pathToFileURL(near.resolve(name)))).default
  return found.default ?? found
}
const [rules, Engine] = [await load('modele-social'), await load('publicodes')]
const incomes = [24000, 36000, 48000, 75000, 120000, 250000, 545000]
const ours = execFileSync(process.env.TAKE_HOME, ['rows', '2026', 'fr', 'freelance', 'single',
  'worker', ...incomes.map(String)], { encoding: 'utf8' }).trim().split('\n').slice(1).map((row) => Number(row.split(',')[4]))
const engine = new Engine(rules, { logger: { log() {}, warn() {}, error() {} } })
incomes.forEach((income, i) => {
  engine.setSituation({
    date: '01/06/2026', 'entreprise . catégorie juridique': "'EI'",
    'entreprise . catégorie juridique . EI . auto-entrepreneur': 'non', 'entreprise . imposition': "'IR'",
    'entreprise . activité . nature': "'libérale'", 'entreprise . activité . nature . libérale . réglementée': 'non',
    "entreprise . chiffre d'affaires": `${income} €/an`,
  })
  const theirs = engine.evaluate('dirigeant . rémunération . net . après impôt').nodeValue
  console.log(income, ours[i].toFixed(0), theirs.toFixed(0), (100 * (ours[i] - theirs) / income).toFixed(2) + ' % of gross')
})

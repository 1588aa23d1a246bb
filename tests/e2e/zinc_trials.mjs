// SPDX-License-Identifier: GPL-3.0-or-later
// Made-up registry records of zinc against placebo in obesity, with results that can be pooled.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const group = (id, title) => ({ id, title, description: `${title} daily for 12 weeks` });

/** A trial's record: its mean difference of weight in kg, and how large it is (standard error). */
function record(i, difference, error) {
  const nctId = `NCT9900${String(i).padStart(4, "0")}`;
  const limit = (sign) => (difference + sign * 1.96 * error).toFixed(2);
  return {
    protocolSection: {
      identificationModule: { nctId, briefTitle: `Zinc for weight loss in obesity, centre ${i}` },
      statusModule: { overallStatus: "COMPLETED", resultsFirstPostDateStruct: { date: "2020-05-01" } },
      conditionsModule: { conditions: ["Obesity"] },
      designModule: { studyType: "INTERVENTIONAL", phases: ["PHASE3"], designInfo: { allocation: "RANDOMIZED", interventionModel: "PARALLEL", maskingInfo: { masking: "DOUBLE" } }, enrollmentInfo: { count: 100 + i, type: "ACTUAL" } },
      armsInterventionsModule: {
        armGroups: [
          { label: "Zinc", type: "EXPERIMENTAL", interventionNames: ["Drug: Zinc"] },
          { label: "Placebo", type: "PLACEBO_COMPARATOR", interventionNames: ["Drug: Placebo"] },
        ],
        interventions: [{ type: "DRUG", name: "Zinc", armGroupLabels: ["Zinc"] }, { type: "DRUG", name: "Placebo", armGroupLabels: ["Placebo"] }],
      },
      outcomesModule: { primaryOutcomes: [{ measure: "Body weight", timeFrame: "12 weeks" }] },
    },
    resultsSection: {
      outcomeMeasuresModule: {
        outcomeMeasures: [
          {
            type: "PRIMARY",
            title: "Body weight",
            timeFrame: "12 weeks",
            paramType: "MEAN",
            dispersionType: "Standard Deviation",
            unitOfMeasure: "kg",
            groups: [group("OG000", "Zinc"), group("OG001", "Placebo")],
            denoms: [{ units: "Participants", counts: [{ groupId: "OG000", value: "50" }, { groupId: "OG001", value: "50" }] }],
            classes: [{ categories: [{ measurements: [{ groupId: "OG000", value: "86.1", spread: "12.0" }, { groupId: "OG001", value: "87.0", spread: "12.1" }] }] }],
            analyses: [
              { groupIds: ["OG000", "OG001"], nonInferiorityType: "SUPERIORITY", pValue: "0.03", statisticalMethod: "t-test, 2 sided", paramType: "Mean Difference (Final Values)", paramValue: difference.toFixed(2), ciPctValue: "95", ciNumSides: "TWO_SIDED", ciLowerLimit: limit(-1), ciUpperLimit: limit(1) },
            ],
          },
        ],
      },
    },
    hasResults: true,
  };
}

/** A folder of that many trials, the smaller the more they favour zinc: `{folder, remove}`. */
export async function zincTrials(count) {
  const folder = await mkdtemp(path.join(tmpdir(), "ekb-zinc-"));
  for (let i = 1; i <= count; i += 1) {
    const error = 0.15 + 0.08 * i;
    await writeFile(path.join(folder, `${i}.json`), JSON.stringify(record(i, -0.3 - 0.8 * error + 0.2 * Math.sin(i * 2), error)));
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

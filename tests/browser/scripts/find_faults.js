// Returns the faults that axe finds, by some rules or by all but those in `off`.
async ([rules, off, outside]) => {
  const options = { resultTypes: ["violations"], preload: false };
  options.rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
  options.rules["target-size"] = { enabled: true };  // axe has it off unless it is asked for
  if (rules) options.runOnly = { type: "rule", values: rules };
  const { violations } = await axe.run({ exclude: outside }, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length}, as ${nodes[0].target.flat().at(-1)}`);
}

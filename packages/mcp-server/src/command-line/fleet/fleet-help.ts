/** The help of `fleet plan` and `fleet apply`. */
export const FLEET_HELP = `azureml-kubernetes fleet: keep many computes as a file says

  azureml-kubernetes fleet plan -f computes.yaml    show what an apply would do; reads only
  azureml-kubernetes fleet apply -f computes.yaml   do it, after a yes; goes on where an earlier run stopped

  -f, --file <file>               YAML or JSON, or a folder of such files; may be repeated, and the files add up
  --report <file>                 write the plan as Markdown, or as JSON for a name that ends so
  -o, --output <format>           the plan as json, table, tsv, yaml or none (default: table); --json is -o json
  --detailed-exitcode             plan: 0 no change, 1 error, 2 changes
  --expect <fingerprint>          apply: only the plan that was reviewed
  --allow-detach                  apply: detach one compute that shall be absent, or is replaced
  --max-detach <n>                with --allow-detach: so many (default: 1)
  --prepare off|plan|apply        clusters of computes with \`prepare:\` (default: apply): look away, show, or prepare after the yes
  --in-cluster write              create namespaces and instance types in them, by short-lived pods
  --concurrency <n>               apply: changes at once (default: 4)
  -y, --yes                       apply: act without asking
  -h, --help

Only a compute with \`state: absent\` is detached, or one whose cluster or namespace differs. What the file does not name is left alone.
Exit codes: 0 done, 1 failed, 2 wrong flags or file, 4 under way, 5 needs a person.
`;

import { EVIDENCE_PARTS, type EvidencePart, STEP_IDS, type StepId } from '@azureml-kubernetes/core';
import { toolWord } from '../present/tool-word.js';

/** The steps that words of the tool name. */
export function readSteps(words: readonly string[] | undefined): readonly StepId[] | undefined {
  return words && STEP_IDS.filter((id) => words.includes(toolWord(id)));
}

/** The parts of the evidence that words of the tool name. */
export function readParts(words: readonly string[] | undefined): readonly EvidencePart[] | undefined {
  return words && EVIDENCE_PARTS.filter((part) => words.includes(toolWord(part)));
}

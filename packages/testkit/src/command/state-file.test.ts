import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FakeComputeService } from '../fake-compute-service.js';
import { loadState, StateFile } from './state-file.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'testkit-state-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('a saved world', () => {
  it('is read as it was written, and null before that', async () => {
    const file = join(folder, 'world.json');
    expect(await loadState(file)).toBeNull();
    const { control } = new FakeComputeService();
    await new StateFile(file, control).save();
    expect(await loadState(file)).toEqual(control.snapshot());
  });

  it('is written once for all calls that come before their turn, as it is then', async () => {
    const file = join(folder, 'shared.json');
    let pictures = 0;
    const { control } = new FakeComputeService({ seed: 'empty' });
    const state = new StateFile(file, {
      snapshot: () => {
        pictures += 1;
        return { ...control.snapshot(), guidCount: pictures };
      },
    });
    const first = state.save();
    await Promise.resolve();
    await Promise.all([first, ...Array.from({ length: 20 }, () => state.save())]);
    expect(pictures).toBeLessThanOrEqual(2);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ guidCount: pictures });
  });

  it('survives a draft that a crash left behind', async () => {
    const file = join(folder, 'crashed.json');
    const { control } = new FakeComputeService();
    await new StateFile(file, control).save();
    await writeFile(`${file}.tmp`, '{"format":"azureml-ku');
    expect(await loadState(file)).toEqual(control.snapshot());
    await new StateFile(file, control).save();
    expect(await loadState(file)).toEqual(control.snapshot());
  });

  it.each([
    ['', 'must be JSON'],
    ['{"format":"azureml-kubernetes-testkit/2","guid', 'must be JSON'],
    ['{"format":"azureml-kubernetes-testkit/2"}', '$.guidCount is required'],
    ['[]', '$ must be an object'],
  ])('that is %j is refused with a way out', async (text, words) => {
    const file = join(folder, 'broken.json');
    await writeFile(file, text);
    const loading = loadState(file);
    await expect(loading).rejects.toThrow(`--state '${file}' holds no saved world`);
    await expect(loading).rejects.toThrow(words);
    await expect(loading).rejects.toThrow('remove it to begin from the seed');
  });

  it('says when the file cannot be had, and saves again once it can', async () => {
    await expect(loadState(folder)).rejects.toThrow(`--state '${folder}' cannot be read: it is a directory`);
    const nowhere = join(folder, 'later', 'world.json');
    const { control } = new FakeComputeService();
    const state = new StateFile(nowhere, control);
    await expect(state.save()).rejects.toThrow('cannot be written: there is no such file or directory');
    await mkdir(join(folder, 'later'));
    await state.save();
    expect(await loadState(nowhere)).toEqual(control.snapshot());
  });
});

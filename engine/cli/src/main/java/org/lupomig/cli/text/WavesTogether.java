package org.lupomig.cli.text;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.lupomig.model.plan.Address;
import org.lupomig.model.plan.Batch;
import org.lupomig.model.plan.Step;
import org.lupomig.orchestrator.run.Abreast;

/** Of which waves of a batch all steps may be worked on at the same time: none waits for another, nor by way of one. */
final class WavesTogether {
    private final BitSet parted = new BitSet();

    WavesTogether(Batch batch, Abreast abreast) {
        Map<Integer, BitSet> waves = new HashMap<>();
        Map<Address, Integer> places = new HashMap<>();
        BitSet[] behind = new BitSet[batch.steps().size()];
        for (int i = 0; i < behind.length; i++) {
            Step step = batch.steps().get(i);
            behind[i] = new BitSet();
            for (Step before : abreast.waitsFor(step)) {
                int place = places.getOrDefault(before.address(), i);
                behind[i].set(place);
                behind[i].or(behind[place]);
            }
            BitSet wave = waves.computeIfAbsent(step.wave(), number -> new BitSet());
            if (wave.intersects(behind[i])) {
                parted.set(step.wave());
            }
            wave.set(i);
            places.put(step.address(), i);
        }
    }

    /** Of one wave. */
    boolean has(int wave) {
        return !parted.get(wave);
    }
}

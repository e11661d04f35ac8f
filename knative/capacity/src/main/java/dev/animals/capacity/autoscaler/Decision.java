package dev.animals.capacity.autoscaler;

/**
 * What the autoscaler decided at one time.
 *
 * @param pods the number of pods that the load needs, before the bounds min-scale and
 * max-scale apply
 * @param excessBurstCapacity how many more requests the ready pods could take than
 * {@code target-burst-capacity} demands. If it is negative, the activator is in front of
 * the pods
 */
public record Decision(int pods, int excessBurstCapacity) {

}

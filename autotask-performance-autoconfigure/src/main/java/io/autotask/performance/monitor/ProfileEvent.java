package io.autotask.performance.monitor;

import io.autotask.performance.monitor.profile.ProfileSnapshot;

/**
 * A profile ended.
 *
 * @param profile where its time went
 */
public record ProfileEvent(ProfileSnapshot profile) implements MonitorEvent {

}

package io.talus.domain.replication.plan;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;

/**
 * A replica that can be reached has durably adopted an epoch.
 *
 * @param epoch the one it is in, at least the one that was granted
 * @param last where its log ends; nothing of an older epoch can be added any more
 */
public record ReplicaReport(MemberId member, long epoch, LogPosition last) {}

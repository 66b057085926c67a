package io.talus.application.replication;

import io.talus.domain.log.LogPosition;
import io.talus.domain.replication.group.MemberId;
import io.talus.domain.replication.group.Membership;
import java.util.Optional;

/**
 * How a replica stands, for operators and tests.
 *
 * @param leader of its epoch, as far as it knows
 * @param last the end of its log
 * @param durable up to which index the log is
 * @param committed up to which index it knows the log to be
 * @param alone how many units it has committed without any follower, since it began to lead
 */
public record ReplicaFigures(
    MemberId member,
    long epoch,
    Optional<MemberId> leader,
    LogPosition last,
    long durable,
    long committed,
    Membership membership,
    long alone) {}

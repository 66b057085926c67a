package io.talus.domain.replication.log;

import io.talus.domain.replication.group.Membership;

/**
 * An entry that changes who belongs to the group: it holds from where it stands, committed or not.
 */
public record MembershipEntry(long index, Membership membership) {}

package io.talus.domain.replication.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * Who belongs to a replica group. Voters elect and commit; learners only receive.
 *
 * @param voters in ascending order
 * @param learners in ascending order
 */
public record Membership(List<MemberId> voters, List<MemberId> learners) {
  /** What a new learner knows, before the log has told it. */
  public static final Membership NONE = new Membership(List.of(), List.of());

  public Membership {
    voters = voters.stream().sorted().toList();
    learners = learners.stream().sorted().toList();
    Set<MemberId> seen = new HashSet<>();
    for (List<MemberId> some : List.of(voters, learners)) {
      for (MemberId member : some) {
        if (!seen.add(member)) {
          throw new IllegalArgumentException("member twice: " + member);
        }
      }
    }
  }

  public static Membership ofVoters(MemberId... voters) {
    return new Membership(List.of(voters), List.of());
  }

  public boolean isVoter(MemberId member) {
    return voters.contains(member);
  }

  public boolean isLearner(MemberId member) {
    return learners.contains(member);
  }

  public boolean contains(MemberId member) {
    return isVoter(member) || isLearner(member);
  }

  /** Everybody but the one named. */
  public List<MemberId> others(MemberId self) {
    return Stream.concat(voters.stream(), learners.stream())
        .filter(member -> !member.equals(self))
        .toList();
  }

  /** Whether those that match are more than half of the voters. */
  public boolean isMajority(Predicate<MemberId> matching) {
    int count = 0;
    for (MemberId voter : voters) {
      if (matching.test(voter)) {
        count++;
      }
    }
    return count > voters.size() / 2;
  }

  /** The largest value that a majority of the voters has reached; 0 without voters. */
  public long majorityOf(ToLongFunction<MemberId> reached) {
    if (voters.isEmpty()) {
      return 0;
    }
    long[] values = new long[voters.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = reached.applyAsLong(voters.get(i));
    }
    Arrays.sort(values);
    return values[(values.length - 1) / 2];
  }

  /** The membership after the change, which must be one that can be made here. */
  public Membership with(MembershipChange change) {
    return switch (change) {
      case MembershipChange.AddLearner add -> new Membership(voters, plus(learners, add.member()));
      case MembershipChange.Promote promote ->
          new Membership(plus(voters, promote.member()), minus(learners, promote.member()));
      case MembershipChange.Remove remove ->
          new Membership(minus(voters, remove.member()), minus(learners, remove.member()));
    };
  }

  private static List<MemberId> plus(List<MemberId> members, MemberId member) {
    List<MemberId> more = new ArrayList<>(members);
    more.add(member);
    return more;
  }

  private static List<MemberId> minus(List<MemberId> members, MemberId member) {
    List<MemberId> fewer = new ArrayList<>(members);
    fewer.remove(member);
    return fewer;
  }

  @Override
  public String toString() {
    return learners.isEmpty() ? "voters " + voters : "voters " + voters + " learners " + learners;
  }
}

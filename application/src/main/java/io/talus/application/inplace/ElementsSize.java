package io.talus.application.inplace;

import io.talus.application.port.Elements;
import io.talus.domain.bytes.Bytes;
import io.talus.domain.value.HashField;
import io.talus.domain.value.ScoredMember;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What elements that were read take of the heap: their bytes, and so much for each. */
public final class ElementsSize {
  /** Object, array with its header, and the reference to it. */
  public static final int ELEMENT_BYTES = 64;

  private ElementsSize() {}

  /** An estimate, in bytes. */
  public static long bytes(Elements answer) {
    return switch (answer) {
      case Elements.NotInMemory _, Elements.TooLarge _, Elements.Count _ -> 0;
      case Elements.Fields(List<HashField> fields, _) -> fields(fields);
      case Elements.Members(List<Bytes> members, _) -> members(members);
      case Elements.Scores(List<ScoredMember> members, _) -> scores(members);
      case Elements.Ranked ranked -> scores(ranked.members());
      case Elements.Entries entries -> entries(entries);
      case Elements.Content(_, Bytes bytes) -> bytes.length();
    };
  }

  private static long fields(List<HashField> fields) {
    long sum = 0;
    for (HashField field : fields) {
      sum += ELEMENT_BYTES + field.name().length() + field.value().length();
    }
    return sum;
  }

  private static long members(List<Bytes> members) {
    long sum = 0;
    for (Bytes member : members) {
      sum += ELEMENT_BYTES + member.length();
    }
    return sum;
  }

  private static long scores(List<ScoredMember> members) {
    long sum = 0;
    for (ScoredMember member : members) {
      sum += ELEMENT_BYTES + member.member().length();
    }
    return sum;
  }

  private static long entries(Elements.Entries range) {
    long sum = 0;
    for (@Nullable Bytes entry : range.entries()) {
      sum += ELEMENT_BYTES + (entry == null ? 0 : entry.length());
    }
    return sum;
  }
}

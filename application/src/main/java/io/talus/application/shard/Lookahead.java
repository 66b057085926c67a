package io.talus.application.shard;

import io.talus.application.port.ElementQuery;
import io.talus.application.port.Elements;
import io.talus.application.port.InPlace;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the disk what commands need that have been received and come next, while the one
 * before them waits: so a pipeline is read side by side. Belongs to the shard's thread.
 *
 * <p>Nobody waits for it, and nothing is pinned for it (see {@link ColdReads}): what was read ahead
 * counts only until the store has applied more. A command whose findings are gone, or not there
 * yet, reads for itself.
 */
final class Lookahead implements Ahead {
  /** Larger answers are not kept. */
  private static final int ANSWER_BYTES_MAX = 16 * 1024;

  /** What findings take beside the answers. */
  private static final int FIXED_BYTES = 512;

  /** All that is kept together, as a part of what the findings of commands may take. */
  private static final int PART_OF_FINDINGS = 8;

  private final ColdReads coldReads;
  private final long bytesMax;
  private final Set<Findings> kept = new HashSet<>();
  private long bytes;

  /** Those of the command that is being tried. */
  private @Nullable Findings trying;

  /**
   * Begins with nothing.
   *
   * @param findingsMax what the findings of all commands may take of the heap
   */
  Lookahead(ColdReads coldReads, long findingsMax) {
    this.coldReads = coldReads;
    this.bytesMax = findingsMax / PART_OF_FINDINGS;
  }

  @Override
  public Findings foresee(Runnable attempt) {
    Findings findings = new Findings(coldReads.appliedBlock());
    if (bytes + FIXED_BYTES <= bytesMax) {
      kept.add(findings);
      bytes += FIXED_BYTES;
      attempt(findings, attempt);
    }
    return findings;
  }

  private void attempt(Findings findings, Runnable attempt) {
    trying = findings;
    try {
      coldReads.with(findings, attempt);
    } catch (ColdRead cold) {
      Reader reader = new Reader(findings);
      for (ColdRequest request : cold.requests()) {
        if (!(request instanceof ColdRequest.Applied)) {
          coldReads.read(request, reader);
        }
      }
    } finally {
      trying = null;
    }
  }

  @Override
  public void run(Findings foreseen, Runnable command) {
    boolean counts = kept.contains(foreseen) && foreseen.block() >= coldReads.appliedBlock();
    drop(foreseen);
    coldReads.with(counts ? foreseen : null, command);
  }

  @Override
  public void drop(Findings foreseen) {
    if (kept.remove(foreseen)) {
      bytes -= FIXED_BYTES + foreseen.bytes();
    }
  }

  /** The store has applied more: nothing counts any more. */
  void clear() {
    kept.clear();
    bytes = 0;
  }

  /** The store had this in memory: a command that is being tried need not ask for it again. */
  void note(InPlace of, ElementQuery query, Elements answer) {
    if (trying != null) {
      keep(trying, new ColdRequest.Part(of, query), new ColdResult.Found(answer));
    }
  }

  private void keep(Findings findings, ColdRequest request, ColdResult result) {
    long size = AnswerSize.bytes(result);
    if (kept.contains(findings) && size <= ANSWER_BYTES_MAX && bytes + size <= bytesMax) {
      findings.put(request, result);
      bytes += size;
    }
  }

  private final class Reader implements ColdReads.Recipient {
    private final Findings findings;

    Reader(Findings findings) {
      this.findings = findings;
    }

    @Override
    public void joins(long block) {
      findings.block(Math.min(block, findings.block()));
    }

    @Override
    public void arrived(ColdRequest request, ColdResult result) {
      if (!(result instanceof ColdResult.Failed)) {
        keep(findings, request, result);
      }
    }
  }
}

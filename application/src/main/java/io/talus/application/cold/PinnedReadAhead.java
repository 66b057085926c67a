package io.talus.application.cold;

import io.talus.application.port.Elements;
import io.talus.application.port.EventLoop;
import io.talus.application.slot.PinnedSlots;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the disk what commands need that have been received and come next, while the one
 * before them waits: so a pipeline is read side by side. Belongs to the shard's thread.
 *
 * <p>What was read ahead stays true as that which a command waits for does: it is pinned (see
 * {@link ColdReads}). But a client may stop in the middle of its pipeline, and nothing may be kept
 * from being forgotten for it. So findings count for a while only. A command whose findings are
 * gone, or not there yet, reads for itself.
 */
public final class PinnedReadAhead implements ReadAhead {
  /**
   * Larger answers are not kept, and where there are some nothing is read ahead for a while: many
   * at once would fill the heap.
   */
  private static final int ANSWER_BYTES_MAX = 16 * 1024;

  /** How long findings are pinned at the least. */
  private static final long KEPT_MILLIS = 100;

  /** So many commands are not tried when a large answer has come. */
  private static final int PASSED_OVER = 1024;

  /** What findings take beside the answers. */
  private static final int FIXED_BYTES = 512;

  /** All that is kept together, as a part of what the findings of commands may take. */
  private static final int PART_OF_FINDINGS = 8;

  private final ColdReads coldReads;
  private final long bytesMax;
  private final EventLoop loop;

  /** Since when each is kept, the oldest first. */
  private final SequencedMap<Findings, Long> kept = new LinkedHashMap<>();

  private long bytes;
  private int toPassOver;

  /** Those of the command that is being tried. */
  private @Nullable Findings trying;

  /**
   * Begins with nothing.
   *
   * @param findingsMax what the findings of all commands may take of the heap
   */
  public PinnedReadAhead(ColdReads coldReads, EventLoop loop, long findingsMax) {
    this.coldReads = coldReads;
    this.loop = loop;
    this.bytesMax = findingsMax / PART_OF_FINDINGS;
  }

  @Override
  public Findings begin(Supplier<Collection<ColdRequest>> trial) {
    Findings findings = new Findings();
    if (toPassOver > 0) {
      toPassOver--;
    } else if (hasRoom()) {
      kept.put(findings, loop.nowMillis());
      bytes += FIXED_BYTES;
      boolean isReading = read(findings, run(findings, trial));
      if (!isReading && findings.isEmpty()) {
        drop(findings);
      }
    }
    return findings;
  }

  private boolean hasRoom() {
    if (bytes + FIXED_BYTES > bytesMax) {
      dropOld();
    }
    return bytes + FIXED_BYTES <= bytesMax;
  }

  private Collection<ColdRequest> run(Findings findings, Supplier<Collection<ColdRequest>> trial) {
    trying = findings;
    try {
      return coldReads.with(findings, trial);
    } catch (ColdRead cold) {
      return cold.requests();
    } finally {
      trying = null;
    }
  }

  /** Begins to read what a command lacks; whether anything is being read for it. */
  private boolean read(Findings findings, Collection<ColdRequest> requests) {
    boolean isReading = false;
    Reader reader = new Reader(findings);
    for (ColdRequest request : requests) {
      if (!(request instanceof ColdRequest.Applied)) {
        coldReads.read(request, reader);
        isReading = true;
      }
    }
    return isReading;
  }

  @Override
  public void run(Findings findings, Runnable command) {
    if (forget(findings)) {
      try {
        coldReads.with(findings, command);
      } finally {
        if (!findings.isOpen()) { // else the command reads on with them
          findings.pins().unpin();
        }
      }
    } else {
      command.run();
    }
  }

  @Override
  public void drop(Findings findings) {
    if (forget(findings)) {
      findings.pins().unpin();
    }
  }

  private boolean forget(Findings findings) {
    boolean wasKept = kept.remove(findings) != null;
    if (wasKept) {
      bytes -= FIXED_BYTES + findings.bytes();
    }
    return wasKept;
  }

  /** Gives up what nobody has come for; called when the store has applied more. */
  public void dropOld() {
    dropUntil(loop.nowMillis() - KEPT_MILLIS);
  }

  /** Gives up everything: writers wait for room, and what is pinned takes it. */
  public void dropAll() {
    dropUntil(Long.MAX_VALUE);
  }

  private void dropUntil(long since) {
    while (!kept.isEmpty() && kept.firstEntry().getValue() <= since) {
      drop(kept.firstEntry().getKey());
    }
  }

  /** Whether the command that runs is only tried: it will run again. */
  public boolean isTrying() {
    return trying != null;
  }

  /** The store had this in memory: a command that is being tried need not ask for it again. */
  public void note(ColdRequest.Part request, Elements answer) {
    if (trying != null) {
      coldReads.pin(request, trying.pins());
      keep(trying, request, new ColdResult.Found(answer));
    }
  }

  private void keep(Findings findings, ColdRequest request, ColdResult result) {
    long size = AnswerSize.bytes(result);
    if (size > ANSWER_BYTES_MAX) {
      toPassOver = PASSED_OVER;
      return;
    }
    if (kept.containsKey(findings) && bytes + size <= bytesMax) {
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
    public void reads(PinnedSlots pinned) {
      if (kept.containsKey(findings)) {
        findings.pins().addAll(pinned);
      }
    }

    @Override
    public void arrived(ColdRequest request, ColdResult result) {
      if (!(result instanceof ColdResult.Failed)) {
        keep(findings, request, result);
      }
    }
  }
}

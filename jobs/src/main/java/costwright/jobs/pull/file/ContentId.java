package costwright.jobs.pull.file;

import costwright.jobs.engine.CostViews;
import costwright.schema.CostwrightException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Names the content of files: the SHA-256 of the SHA-256 sums of their blocks, so that all cores can hash one file. The
 * names and dates of files play no part, the order of their contents does not either.
 */
final class ContentId {
    private static final long BLOCK_BYTES = 16L << 20;
    private static final int BUFFER_BYTES = 1 << 18;

    private ContentId() {}

    /** The id of files together. */
    static String of(List<Path> files) {
        return of(files, null);
    }

    /** The id of files together, of which those without a billing account are of {@code scope}. */
    static String of(List<Path> files, @Nullable String scope) {
        String plain = ofAll(files);
        return scope == null ? plain : hex(sha256((plain + "\n" + scope).getBytes(StandardCharsets.UTF_8)));
    }

    private static String ofAll(List<Path> files) {
        return hex(sha256(files.stream()
                .map(ContentId::ofFile)
                .sorted()
                .collect(Collectors.joining("\n"))
                .getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The files without those whose content an earlier one of the same size has: a copy is not charged twice.
     *
     * @param views files that tell different views of a month are no copies, whatever they have in common
     */
    static List<Path> distinct(List<Path> files, Map<Path, CostViews> views) {
        Map<Long, List<Path>> bySize = files.stream().collect(Collectors.groupingBy(ContentId::size));
        Set<String> seen = new HashSet<>();
        return files.stream()
                .filter(file -> bySize.get(size(file)).size() == 1 || seen.add(ofFile(file) + views.get(file)))
                .toList();
    }

    static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static String ofFile(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            long blocks = Math.max(1, (size + BLOCK_BYTES - 1) / BLOCK_BYTES);
            String sums = LongStream.range(0, blocks)
                    .parallel()
                    .mapToObj(block ->
                            ofBlock(channel, block * BLOCK_BYTES, Math.min(BLOCK_BYTES, size - block * BLOCK_BYTES)))
                    .collect(Collectors.joining("\n"));
            return hex(sha256((size + "\n" + sums).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw unreadable(file, e);
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        }
    }

    /** Read, not mapped: mapped files count as memory of the process until the collector lets go of them. */
    private static String ofBlock(FileChannel channel, long start, long length) {
        MessageDigest digest = digest();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long end = start + length;
        try {
            for (long position = start; position < end; position += buffer.limit()) {
                buffer.clear().limit((int) Math.min(BUFFER_BYTES, end - position));
                if (channel.read(buffer, position) < 0) {
                    throw new EOFException("the file became shorter while it was read");
                }
                buffer.flip();
                digest.update(buffer.duplicate());
            }
            return hex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CostwrightException unreadable(Path file, IOException cause) {
        return CostwrightException.input("Cannot read %s: %s.".formatted(file, cause.getMessage()))
                .causedBy(cause);
    }

    private static byte[] sha256(byte[] bytes) {
        return digest().digest(bytes);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw CostwrightException.defect("This Java has no SHA-256, which every Java must have.", e);
        }
    }
}

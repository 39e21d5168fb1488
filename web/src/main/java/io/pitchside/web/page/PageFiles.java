package io.pitchside.web.page;

import io.javalin.http.Context;
import io.pitchside.web.ProblemException;
import io.pitchside.web.ProblemKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Files of the class path as a browser gets them: read once, compressed once, answered with 304 where the browser has
 * them. Only names of the few shapes below are looked up, so nothing else of the class path can be reached.
 */
public final class PageFiles {
    private static final String PAGES = "/pages/";
    private static final Pattern ASSET = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.(css|js|svg|webmanifest)");

    /** Libraries by the name that pages use; the version is part of it, so a browser may keep them for ever. */
    private static final Map<String, String> LIBRARIES =
            Map.of("echarts-6.0.0.js", "/META-INF/resources/_static/echarts/6.0.0/dist/echarts.simple.min.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json");

    private record File(byte[] plain, byte[] gzip, String tag) {}

    private final Map<String, File> files = new ConcurrentHashMap<>();

    /** Answers with a page of ours. */
    void send(Context context, String name) {
        send(context, PAGES + name, "no-cache");
    }

    /** Answers with a style sheet, a module or a picture; 404 for anything else. */
    void sendAsset(Context context, String name) {
        if (!ASSET.matcher(name).matches() || PageFiles.class.getResource(PAGES + name) == null) {
            throw new ProblemException(ProblemKind.NOT_FOUND, "there is no file " + name);
        }
        send(context, PAGES + name, "no-cache");
    }

    void sendLibrary(Context context, String name) {
        String path = LIBRARIES.get(name);
        if (path == null) {
            throw new ProblemException(ProblemKind.NOT_FOUND, "there is no library " + name);
        }
        send(context, path, "public, max-age=31536000, immutable");
    }

    private void send(Context context, String path, String cacheControl) {
        File file = files.computeIfAbsent(path, PageFiles::read);
        context.header("Cache-Control", cacheControl).header("ETag", file.tag()).header("Vary", "Accept-Encoding");
        if (file.tag().equals(context.header("If-None-Match"))) {
            context.status(304);
            return;
        }
        context.contentType(TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream"));
        String encodings = context.header("Accept-Encoding");
        if (encodings != null && encodings.contains("gzip")) {
            context.disableCompression();
            context.header("Content-Encoding", "gzip").result(file.gzip());
        } else {
            context.result(file.plain());
        }
    }

    /** The page that a browser without a cookie sees. */
    public byte[] signInPage() {
        return page("sign-in.html");
    }

    /** What is shown where there is no such page. */
    public byte[] notFoundPage() {
        return page("not-found.html");
    }

    private byte[] page(String name) {
        return files.computeIfAbsent(PAGES + name, PageFiles::read).plain();
    }

    private static File read(String path) {
        try (InputStream stream = PageFiles.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException(path + " is missing from the class path");
            }
            byte[] plain = stream.readAllBytes();
            ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 3);
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write(plain);
            }
            return new File(plain, packed.toByteArray(), tag(plain));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static String tag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

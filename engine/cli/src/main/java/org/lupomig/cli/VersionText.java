package org.lupomig.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Which version this is, as the build wrote it down. */
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /** {@code lupomig 0.1.0 (revision 1a2b3c4) on Java 17.0.15}. */
    static String line() {
        Properties build = build();
        String revision = build.getProperty("revision", "");
        boolean known = !revision.isBlank() && !revision.startsWith("$");
        return "lupomig " + build.getProperty("version", "unknown") + (known ? " (revision " + revision + ")" : "")
                + " on Java " + System.getProperty("java.version");
    }

    /** {@code 0.1.0}. */
    static String number() {
        return build().getProperty("version", "unknown");
    }

    private static Properties build() {
        Properties build = new Properties();
        try (InputStream in = VersionText.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            // An unreadable jar: that the version is unknown is the whole consequence.
            return build;
        }
        return build;
    }
}

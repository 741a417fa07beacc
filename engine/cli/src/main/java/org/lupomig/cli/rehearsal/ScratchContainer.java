package org.lupomig.cli.rehearsal;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.lupomig.cli.message.Answer;
import org.lupomig.cli.message.CliMessage;
import org.lupomig.cli.text.SafeText;
import org.lupomig.orchestrator.journal.Owner;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.ImageNameSubstitutor;

/**
 * A MariaDB server in a container, for one rehearsal. The only class that knows Testcontainers, so that no other
 * command has anything to load of it.
 *
 * <p>A plain container, not Testcontainers' MariaDB one: that one puts a packet limit of 1 MB and a buffer pool of 16
 * MB into the server's configuration.
 */
final class ScratchContainer {
    private static final String LABEL = "org.lupomig.rehearsal";
    private static final int PORT = 3306;
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    /** An image of MariaDB has a hundred megabytes; a registry that stands still must not hold a rehearsal for ever. */
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(15);

    private final GenericContainer<?> container;
    private final String password;

    private ScratchContainer(GenericContainer<?> container, String password) {
        this.container = container;
        this.password = password;
    }

    /**
     * Starts it, fetching the image where that is not there.
     *
     * @param image such as {@code mariadb:11.4}
     * @param owner this command: what killed ones of the same account have left is removed
     */
    static Answer<ScratchContainer> start(String image, Owner owner) {
        return start(image, owner, () -> DockerClientFactory.instance().isDockerAvailable());
    }

    /** @param engine whether there is one; asked once the name is known to be one */
    static Answer<ScratchContainer> start(String image, Owner owner, BooleanSupplier engine) {
        DockerImageName name;
        try {
            name = DockerImageName.parse(image);
            name.assertValid();
        } catch (IllegalArgumentException e) {
            return Answer.no(CliMessage.NO_CONTAINER, image, "that is no name of an image", image);
        }
        if (!engine.getAsBoolean()) {
            return Answer.no(CliMessage.NO_CONTAINER_ENGINE);
        }
        ScratchMark mark = new ScratchMark(owner);
        try {
            removeLeft(mark);
        } catch (DockerException e) {
            // what cannot be seen or removed now stays for the next; it does no harm
        }
        String password = UUID.randomUUID().toString();
        // closed with the scratch
        @SuppressWarnings("resource")
        GenericContainer<?> container = new GenericContainer<>(name)
                .withLabel(LABEL, mark.text())
                .withExposedPorts(PORT)
                .withEnv("MARIADB_ROOT_PASSWORD", password)
                .withCommand("--skip-name-resolve")
                // an image may start the server once without its port, to set it up
                .waitingFor(Wait.forLogMessage(".*socket: .* port: " + PORT + ".*", 1)
                        .withStartupTimeout(LONGEST_START));
        boolean started = false;
        try {
            if (!fetch(name)) {
                return Answer.no(
                        CliMessage.NO_CONTAINER,
                        image,
                        "it was not fetched within " + LONGEST_FETCH.toMinutes() + " minutes",
                        image);
            }
            container.start();
            started = true;
            return Answer.of(new ScratchContainer(container, password));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.no(CliMessage.REHEARSAL_STOPPED);
        } catch (RuntimeException e) {
            // Testcontainers wraps whatever it is
            return Answer.no(CliMessage.NO_CONTAINER, image, SafeText.oneLine(reason(e)), image);
        } finally {
            if (!started) {
                container.stop();
            }
        }
    }

    /**
     * Fetches it where it is not there; false where that takes too long. Testcontainers tries for minutes where there
     * is no registry, and then does not say why.
     */
    private static boolean fetch(DockerImageName name) throws InterruptedException {
        DockerClient client = DockerClientFactory.instance().client();
        String image = ImageNameSubstitutor.instance().apply(name).asCanonicalNameString();
        try {
            client.inspectImageCmd(image).exec();
            return true;
        } catch (NotFoundException e) {
            return client.pullImageCmd(image).start().awaitCompletion(LONGEST_FETCH.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** Removes what belongs to processes of this machine and account that are no more. */
    private static void removeLeft(ScratchMark mark) {
        DockerClient client = DockerClientFactory.instance().client();
        for (Container other : client.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(LABEL))
                .exec()) {
            String others = other.getLabels() == null ? "" : other.getLabels().getOrDefault(LABEL, "");
            if (mark.isOfDeadOne(others)) {
                client.removeContainerCmd(other.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            }
        }
    }

    private static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message.strip();
    }

    String url() {
        return "jdbc:mariadb://" + container.getHost() + ":" + container.getMappedPort(PORT) + "/";
    }

    String user() {
        return "root";
    }

    String password() {
        return password;
    }

    /** Ends it at once, whatever is under way there, and removes it. */
    void end() {
        container.stop();
    }
}

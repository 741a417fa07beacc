package org.lupomig.doctrine.build;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;

/**
 * Rules as classes.
 *
 * @param model the class that has the rules
 * @param files class files by path
 */
record RuleCode(String model, Map<String, byte[]> files) {
    /** The package of all rules. */
    static final String PACKAGE = "org.lupomig.doctrine.rules";

    /**
     * Makes classes of rules.
     *
     * @throws IllegalArgumentException with what is wrong with them
     */
    static RuleCode of(List<RuleFolder> folders) {
        KieServices services = KieServices.Factory.get();
        KieFileSystem sources = services.newKieFileSystem();
        for (RuleFolder folder : folders) {
            String name = folder.path().getFileName() + "/" + RuleFolder.RULE;
            sources.write("src/main/resources/" + PACKAGE.replace('.', '/') + "/" + name, folder.drl());
        }
        KieBuilder builder = services.newKieBuilder(sources).buildAll(ExecutableModelProject.class);
        List<String> wrong = new ArrayList<>();
        for (Message message : builder.getResults().getMessages(Message.Level.ERROR)) {
            wrong.add(message.getPath() + ":" + message.getLine() + ": " + message.getText());
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", wrong));
        }
        InternalKieModule module = (InternalKieModule) builder.getKieModule();
        Map<String, byte[]> files = new LinkedHashMap<>();
        String model = "";
        for (String file : module.getFileNames().stream().sorted().toList()) {
            if (file.endsWith(".class") && file.startsWith(PACKAGE.replace('.', '/'))) {
                files.put(file, module.getBytes(file));
            } else if (file.endsWith("/drools-model")) {
                model = model(new String(module.getBytes(file), StandardCharsets.UTF_8));
            }
        }
        return new RuleCode(model, files);
    }

    /** The file names the classes of models, one a line, below its own version. */
    private static String model(String text) {
        List<String> models =
                text.lines().filter(line -> line.startsWith(PACKAGE)).toList();
        if (models.size() != 1) {
            throw new IllegalArgumentException("all rules are of the package " + PACKAGE + ": " + models);
        }
        return models.get(0);
    }
}

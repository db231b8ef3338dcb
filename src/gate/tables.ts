// The names the gate guards, as data: folded (lower case) names, endings and patterns of one path component.

/** Folders of version control whose content runs programs or points elsewhere: nothing in them is read, listed or changed. */
export const gitFolder = '.git';

/** Folders in which everything is configuration that runs code, steers an agent or starts with the session of a person. */
export const guardedFolders: ReadonlySet<string> = new Set(
  `.vscode .idea .vs .fleet .zed .settings .nvim .vim .emacs.d .theia
  .devcontainer .github .gitlab .gitea .forgejo .circleci .buildkite .teamcity .woodpecker .semaphore .drone .azuredevops .tekton
  .husky .githooks .git-hooks .lefthook .hg .svn .bzr .jj
  .claude .codex .cursor .gemini .roo .amazonq .clinerules .cline .windsurf .devin .kiro .junie .trae .prompts .continue .kilocode
  .augment .opencode .goose .qwen .agents .agent .copilot .aider .castor .crush .factory .tabnine .codeium .amp .warp .mcp
  .mvn .cargo .yarn .pnp .bundle .nuget .config .local .direnv .mise .storybook .vitepress .docusaurus ruby_lsp
  .venv venv node_modules site-packages __pypackages__ .tox .nox
  .ssh .gnupg .aws .azure .kube .docker autostart launchagents launchdaemons`.split(/\s+/),
);

/** Files that tools evaluate, agents obey or shells read. */
export const guardedNames: ReadonlySet<string> = new Set(
  `package.json package.json5 package.yaml npm-shrinkwrap.json pnpm-workspace.yaml bun.lockb bunfig.toml lerna.json nx.json turbo.json rush.json
  angular.json project.json workspace.json deno.json deno.jsonc import_map.json nodemon.json pm2.json jsconfig.json composer.json
  gemfile pipfile pyproject.toml setup.py setup.cfg conftest.py pytest.ini tox.ini noxfile.py mypy.ini .flake8 pylintrc ruff.toml .ruff.toml
  pyrightconfig.json sitecustomize.py usercustomize.py environment.yml environment.yaml fabfile.py dodo.py wscript sconstruct snakefile
  .python-version .ruby-version .node-version .java-version .tool-versions mise.toml .mise.toml .autoenv .env .envrc devbox.json
  rakefile guardfile capfile vagrantfile fastfile podfile dangerfile brewfile appfile gruntfile gulpfile jakefile
  phpstan.neon phpstan.neon.dist phpunit.xml phpunit.xml.dist psalm.xml rector.php .php-cs-fixer.php .php-cs-fixer.dist.php .user.ini php.ini
  justfile .justfile makefile gnumakefile cmakelists.txt cmakepresets.json cmakeuserpresets.json configure configure.ac meson.build
  meson_options.txt meson.options build.bazel workspace.bazel module.bazel buck flake.nix dockerfile containerfile docker-bake.hcl procfile
  tiltfile skaffold.yaml jenkinsfile go.mod go.sum go.work go.work.sum cargo.toml build.rs rust-toolchain rust-toolchain.toml clippy.toml
  rustfmt.toml .rustfmt.toml nuget.config global.json server.xml web.config .htaccess pom.xml gradlew mvnw build.sbt build.sc build.xml mix.exs
  rebar.config dune-project dune stack.yaml cabal.project setup.hs hie.yaml package.swift package.resolved pubspec.yaml
  analysis_options.yaml build.zig build.zig.zon deps.edn project.clj shadow-cljs.edn compile_commands.json compile_flags.txt .clangd .ccls
  .gitattributes .gitmodules .gitconfig .lfsconfig .pre-commit-config.yaml .pre-commit-hooks.yaml lefthook.yml lefthook.yaml .lefthook.yml
  .gitlab-ci.yml .gitlab-ci.yaml .travis.yml appveyor.yml .appveyor.yml bitbucket-pipelines.yml .drone.yml cloudbuild.yaml buildspec.yml
  codemagic.yaml netlify.toml vercel.json wrangler.toml dependabot.yml renovate.json codeowners action.yml action.yaml .watchmanconfig
  agents.md agents.override.md agent.md claude.md claude.local.md gemini.md qwen.md warp.md crush.md codex.md skill.md
  copilot-instructions.md .cursorrules .clinerules .windsurfrules .roorules .kilocoderules .goosehints .rules .replit opencode.json opencode.jsonc
  .aiexclude .aiignore .geminiignore .cursorignore .cursorindexingignore .codeiumignore .clineignore .rooignore .castorignore
  .project .classpath .cproject .pydevproject .factorypath .nvim.lua .dir-locals.el .emacs .gdbinit .lldbinit .tmux.conf
  .profile .bash_profile .bash_login .bash_logout .bash_aliases .zshenv .zprofile .zlogin .zlogout .login .pam_environment .xprofile .xsession
  .xsessionrc .rubocop.yml .ruby-lsp.yml .solargraph.yml .swiftlint.yml .pnp.cjs .pnp.loader.mjs desktop.ini autorun.inf`.split(
    /\s+/,
  ),
);

/** Patterns of such names. Each is anchored and linear. */
export const guardedPatterns: readonly RegExp[] = [
  /^\.[\w-]+rc(?:\.\w+)?$/,
  /^\.(?:eslint|prettier|stylelint|pnpmfile|aider|mise|lintstaged|commitlint|release-it|postcss|babel|mocha|swc|env)(?:[-.].*|rc.*)?$/,
  /\.(?:config|conf|setup)\.(?:[cm]?[jt]s|json5?|ya?ml|toml)$/,
  /^(?:gruntfile|gulpfile|jakefile|rakefile)\.\w+$/,
  /^webpack\..*\.[cm]?[jt]s$/,
  /^vitest\.workspace\.\w+$/,
  /^[jt]sconfig\..*json$/,
  /^(?:requirements|constraints).*\.(?:txt|in)$/,
  /^(?:docker-)?compose.*\.ya?ml$/,
  /^(?:dockerfile|containerfile|jenkinsfile|makefile|procfile)\..+$/,
  /^azure-pipelines.*\.ya?ml$/,
  /^taskfile.*\.ya?ml$/,
  /^mise\..*toml$/,
  /^\.?(?:\w+[-_.])*mcp(?:[-_.]\w+)*\.(?:jsonc?|toml|ya?ml)$/,
  /\.(?:instructions|chatmode|prompt|agent)\.md$/,
  /^directory\.(?:build|packages|solution)\.\w+$/,
  /^settings\.gradle(?:\.kts)?$/,
  /^gradle(?:-wrapper)?\.properties$/,
  /^\.devcontainer.*\.json$/,
  /^(?:[\w-]*[-.])?profile\.ps1$/,
  /[-.]lock\.(?:json|ya?ml|toml)$/,
  /\.so\.[\d.]+$/,
];

/** Endings (after the last dot) of project files, lock files, build scripts and of what an operating system runs or follows. */
export const guardedEndings: ReadonlySet<string> = new Set(
  `code-workspace code-snippets code-profile sublime-project sublime-workspace sublime-settings sublime-build iml ipr iws pbxproj xcworkspacedata
  csproj fsproj vbproj vcxproj vcproj sqlproj shproj njsproj wixproj proj targets props sln slnx ruleset runsettings
  gradle lock lockb gemspec podspec nix bzl bazelrc mk cmake sbt cabal nimble rockspec pth bazel tcl_config
  exe cmd bat com scr msi msix dll so dylib pyd node sys cpl lnk url desktop webloc inf reg vbs vbe wsf wsh hta pif scf service prompttemplate mdc`.split(
    /\s+/,
  ),
);

/** Two names in a row. */
export const guardedPairs: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^hooks$/,
    /^(?:applypatch-msg|commit-msg|fsmonitor-watchman|post-\w+|pre-[\w-]+|prepare-commit-msg|push-to-checkout|update)$/,
  ],
  [/\.git$/, /./],
  [/^\.gradle$/, /./],
];

/** Folders whose files hold keys. */
export const secretFolders: ReadonlySet<string> = new Set(
  '.ssh .gnupg .aws .azure .kube .gcloud .password-store .secrets'.split(' '),
);

export const secretNames: ReadonlySet<string> = new Set(
  `.env .envrc .netrc _netrc .pgpass .my.cnf .mylogin.cnf .git-credentials .npmrc .yarnrc.yml .pypirc .dockercfg .dockerconfigjson .htpasswd
  .vault-token .terraformrc terraform.rc .boto .s3cfg .rclone.conf rclone.conf kubeconfig credentials credentials.json credentials.toml
  application_default_credentials.json auth.json local.settings.json secrets.json secrets.yml secrets.yaml secrets.toml secret.json secret.yml
  secret.yaml master.key .databrickscfg .snowsql .pulumi-credentials .cargo-credentials .credentials.json gha-creds.json wallet.dat`.split(
    /\s+/,
  ),
);

export const secretPatterns: readonly RegExp[] = [
  /^\.env(?:[-._].*)?$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?(?:[-._].*)?$/,
  /^(?:[\w-]+[-_.])?service[-_]?account(?:[-_.][\w-]+)*\.json$/,
  /^client_secret.*\.json$/,
  /\.tfstate(?:\.backup)?$/,
  /\.(?:auto\.)?tfvars(?:\.json)?$/,
];

/** A template of an environment file: meant to be read, holds no values. */
export const secretTemplates = /^\.env[-._](?:.*[-._])?(?:example|sample|template|dist|defaults?)$|^id_\w+\.pub$/;

export const secretEndings: ReadonlySet<string> = new Set(
  'pem key p12 pfx jks keystore bks kdbx kdb ppk ovpn env gpg agekey pkcs12 p8'.split(' '),
);

export const secretPairs: readonly (readonly [RegExp, RegExp])[] = [
  [/^\.docker$/, /^config\.json$/],
  [/^\.cargo$/, /^credentials/],
  [/^\.m2$/, /^settings.*\.xml$/],
  [/^\.gem$/, /^credentials$/],
  [/^\.gradle$/, /^gradle\.properties$/],
  [/^gcloud$/, /./],
  [/^gh$/, /^hosts\.ya?ml$/],
];

/**
 * Letters that look like an ASCII one in the fonts editors use, as pairs "look-alike, ASCII". For names only: a name that becomes a guarded
 * one through this table was made to deceive. From the Unicode confusables data, the part that is drawn alike.
 */
export const lookAlikes: ReadonlyMap<string, string> = new Map(
  'аa еe оo рp сc хx уy іi ѕs ӏl ԁd һh јj ԛq ԝw ѵv кk тt мm нh вb гr пn зe αa οo ρp νv ιi κk τt υu εe ηn χx γy βb σo ıi ɡg ɑa ɩi ʋv ոn սu օo հh քp ցg'
    .split(' ')
    .map((pair) => [[...pair][0]!, [...pair][1]!]),
);

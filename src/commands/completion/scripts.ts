import type { Shell } from './command.ts';

/**
 * What each shell is told: to ask `keyaccounts completion SHELL -- WORDS`, which prints a proposal a line, with what it is
 * behind a tab, or `:files` where files fit.
 */
export const SCRIPTS: Readonly<Record<Shell, string>> = {
  // The words of bash end at "=" too, and it has no place for what a proposal is.
  bash: `_keyaccounts() {
  local line word="\${COMP_WORDS[COMP_CWORD]}"
  [[ $word == = ]] && word=
  COMPREPLY=()
  while IFS= read -r line; do
    if [[ $line == :files ]]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$word")
      return
    fi
    line=\${line%%$'\\t'*}
    [[ $line == *= ]] && compopt -o nospace 2>/dev/null
    COMPREPLY+=("$line")
  done < <(keyaccounts completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _keyaccounts keyaccounts
`,
  zsh: `#compdef keyaccounts
_keyaccounts() {
  local line
  local -a proposals
  for line in "\${(@f)$(keyaccounts completion zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    if [[ $line == :files ]]; then
      compset -P '*='
      _files
      return
    fi
    [[ -z $line ]] || proposals+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  if [[ $proposals[1] == *=:* ]]; then _describe keyaccounts proposals -S ''; else _describe keyaccounts proposals; fi
}
if [[ $funcstack[1] == _keyaccounts ]]; then
  _keyaccounts "$@"
else
  compdef _keyaccounts keyaccounts
fi
`,
  fish: `function __keyaccounts_proposals
  set -l words (commandline -opc)
  set -l word (commandline -ct)
  for line in (keyaccounts completion fish -- $words[2..-1] "$word" 2>/dev/null)
    if test "$line" = :files
      set -l ahead (string match -r '^.*=' -- "$word")
      for path in (__fish_complete_path (string replace -r '^.*=' '' -- "$word"))
        echo "$ahead$path"
      end
    else
      echo $line
    end
  end
end
complete -c keyaccounts -f -a '(__keyaccounts_proposals)'
`,
  // Older ones drop an empty word on the way to a program: the last word goes with a dot behind it. Where nothing is
  // proposed, files are.
  powershell: `Register-ArgumentCompleter -Native -CommandName keyaccounts -ScriptBlock {
  param($word, $command, $cursor)
  $words = @($command.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursor } | ForEach-Object { $_.ToString() })
  keyaccounts completion powershell -- @words "$word." 2>$null | Where-Object { $_ -ne ':files' } | ForEach-Object {
    $proposal, $about = $_ -split "\`t", 2
    [System.Management.Automation.CompletionResult]::new($proposal, $proposal, 'ParameterValue', $about)
  }
}
`,
};

" Vim syntax file for niveau (*.niv). The words are those of grammar/keywords.def.
"   cp editors/niveau.vim ~/.vim/syntax/
"   echo 'autocmd BufRead,BufNewFile *.niv setfiletype niveau' >> ~/.vimrc
if exists("b:current_syntax")
  finish
endif

syntax case ignore
syntax iskeyword @,48-57,_,192-255

syntax keyword niveauConstant ja yes nej mangler missing
syntax keyword niveauKeyword og and eller or ikke not er is mindst højst over above under below
syntax keyword niveauKeyword fyldt reached præcis exactly senest tidligst fylder turns typisk
syntax keyword niveauKeyword typically ufravigeligt mandatory fra from til to per af by of after før
syntax keyword niveauKeyword before når when medmindre unless gælder valid dog except kilde source
syntax keyword niveauKeyword med with giver gives brugt used alle all tabel table ellers otherwise
syntax keyword niveauKeyword omfattet covered ubekræftet unverified ubestemt undetermined udenfor
syntax keyword niveauKeyword outside konflikt conflict hovedregel tilbage left flere several påkrævet required
syntax keyword niveauKeyword rullende rolling udfyldende supplementary
syntax match niveauKeyword /\<pr\>\.\?/
syntax match niveauKeyword /\<ved\>/
syntax match niveauKeyword /\<at\>/
syntax match niveauKeyword /\<efter\>/
syntax match niveauKeyword /\<som\>/
syntax match niveauKeyword /\<as\>/
syntax match niveauConstant /\<no\>/
syntax match niveauKeyword /\<at\_s\+least\>/
syntax match niveauKeyword /\<at\_s\+most\>/
syntax match niveauKeyword /\<no\_s\+later\_s\+than\>/
syntax match niveauKeyword /\<no\_s\+earlier\_s\+than\>/
syntax match niveauKeyword /\<main\_s\+rule\>/
syntax match niveauKeyword /\<om\_s\+sagen\>/
syntax match niveauKeyword /\<about\_s\+the\_s\+case\>/
syntax match niveauKeyword /\<bedst\_s\+højest\>/
syntax match niveauKeyword /\<best\_s\+highest\>/
syntax match niveauKeyword /\<bedst\_s\+lavest\>/
syntax match niveauKeyword /\<best\_s\+lowest\>/
syntax match niveauKeyword /\<bedst\_s\+tidligst\>/
syntax match niveauKeyword /\<best\_s\+earliest\>/
syntax match niveauKeyword /\<bedst\_s\+senest\>/
syntax match niveauKeyword /\<best\_s\+latest\>/
syntax match niveauKeyword /\<som\_s\+udgangspunkt\>/
syntax match niveauKeyword /\<as\_s\+a\_s\+rule\>/
syntax match niveauKeyword /\<kun\_s\+alle\>/
syntax match niveauKeyword /\<only\_s\+all\>/
syntax match niveauKeyword /\<en\_s\+af\>/
syntax match niveauKeyword /\<any\_s\+of\>/
syntax match niveauKeyword /\<one\_s\+of\>/
syntax match niveauKeyword /\<efter\_s\+vurdering\>/
syntax match niveauKeyword /\<as\_s\+assessed\>/
syntax match niveauKeyword /\<henvises\_s\+til\>/
syntax match niveauKeyword /\<referred\_s\+to\>/
syntax match niveauKeyword /\<afrundet\_s\+til\_s\+nærmeste\>/
syntax match niveauKeyword /\<rounded\_s\+to\_s\+nearest\>/
syntax match niveauKeyword /\<omregnet\_s\+til\>/
syntax match niveauKeyword /\<converted\_s\+to\>/
syntax match niveauKeyword /\<halve\_s\+op\>/
syntax match niveauKeyword /\<half\_s\+up\>/
syntax match niveauKeyword /\<halve\_s\+ned\>/
syntax match niveauKeyword /\<half\_s\+down\>/

syntax match niveauDeclaration /^\s*\zs\%(katalog\|lov\|modul\|brug\|enhed\|aktør\|fakta\|vurdering\|uklart\|begreb\|udfald\|klausul\|ydelse\|forudsat\|altid\|aldrig\|eksempel\|accepter\|sats\|catalogue\|law\|module\|use\|unit\|actor\|fact\|assessment\|unclear\|concept\|outcome\|clause\|service\|given\|always\|never\|example\|accept\|rate\)\>/
syntax match niveauLabel /\k\+\ze:/
syntax match niveauAfterDot /\.\@<=\k\+/
syntax match niveauNumber /\<\d[0-9.,]*\>/
syntax match niveauDate /\<\d\{4}-\d\d-\d\d\>/
syntax match niveauReference /§\s*\d\+\%(\s\l\>\)\?\%(,\s*\%(stk\.\|nr\.\|litra\)\s*[[:alnum:]]\+\)*/
syntax match niveauBullet /^\s*\zs[-–•]\ze\s/
syntax region niveauString start=/"/ end=/"/
syntax region niveauString start=/[“„»]/ end=/[”“«]/
syntax match niveauTodo /\<\%(TODO\|FIXME\)\>/ contained
syntax match niveauComment /#.*$/ contains=niveauTodo

highlight default link niveauConstant Constant
highlight default link niveauKeyword Keyword
highlight default link niveauDeclaration Statement
highlight default link niveauLabel Identifier
highlight default link niveauAfterDot Identifier
highlight default link niveauNumber Number
highlight default link niveauDate Number
highlight default link niveauReference Special
highlight default link niveauBullet Delimiter
highlight default link niveauString String
highlight default link niveauTodo Todo
highlight default link niveauComment Comment

let b:current_syntax = "niveau"

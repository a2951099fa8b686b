import './none.mjs'
